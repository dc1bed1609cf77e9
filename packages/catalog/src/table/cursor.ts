import { CatalogError } from '../errors.ts';

/** Encodes the position at which a page ends. */
export const encodeCursor = (position: string): string =>
  Buffer.from(position).toString('base64url');

/**
 * Decodes a cursor. `Buffer` skips characters that are not base64url, so the result is encoded again to
 * reject a cursor with such characters.
 *
 * @throws CatalogError `bad-cursor`
 */
export function decodeCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (position === '' || encodeCursor(position) !== cursor) throw new CatalogError('bad-cursor');
  return position;
}

/** Whether a part of a cursor is a time. */
export const isTime = (text: string): boolean => !Number.isNaN(Date.parse(text));
