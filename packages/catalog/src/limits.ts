/** Attempts of a read followed by a conditional write before `CatalogError` `contended`. */
export const WRITE_ATTEMPTS = 5;

/** Time span of an audit request without `from`. */
export const AUDIT_SPAN_MS = 7 * 24 * 3_600_000;
