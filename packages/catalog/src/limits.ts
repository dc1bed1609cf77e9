/** Attempts of a read followed by a conditional write before `CatalogError` `contended`. */
export const WRITE_ATTEMPTS = 5;
