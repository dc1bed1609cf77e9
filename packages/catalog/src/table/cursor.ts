import { CatalogError } from '../errors.ts';

/** Writes the place at which a page ends as a cursor. */
export const encodeCursor = (place: string): string => Buffer.from(place).toString('base64url');

/**
 * Reads a cursor back. `Buffer` passes over what is not base64url; a cursor with such in it is none.
 *
 * @throws CatalogError `bad-cursor`
 */
export function decodeCursor(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (place === '' || encodeCursor(place) !== cursor) throw new CatalogError('bad-cursor');
  return place;
}
