import { IndexError } from '../../errors.ts';
import { CURSOR_CHARACTERS } from '../../limits.ts';
import type { Order, Sort } from '../../query.ts';

/** Increment it when positions change: older cursors are refused. */
const VERSION = 1;

/** The last item of a page: its sort value, and its tie. */
export interface Position {
  readonly value: number | string;
  readonly tie: number;
}

export const encodeCursor = (sort: Sort, order: Order, { value, tie }: Position): string =>
  Buffer.from(JSON.stringify([VERSION, sort, order, value, tie])).toString('base64url');

/**
 * Decodes a cursor. `Buffer` skips characters that are not base64url, so the position is encoded again
 * to refuse a cursor with such characters.
 *
 * @throws IndexError `bad-cursor`
 */
export function decodeCursor(sort: Sort, order: Order, cursor: string): Position {
  try {
    if (cursor.length > CURSOR_CHARACTERS) throw new RangeError('the cursor is too long');
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [, , , value, tie] = parts as [number, Sort, Order, number | string, number];
    const isValue =
      sort === 'title'
        ? typeof value === 'string'
        : Number.isFinite(value) && (sort === 'relevance' || Number.isSafeInteger(value));
    if (!isValue || !Number.isSafeInteger(tie)) throw new TypeError('not a position');
    const position = { value, tie };
    if (encodeCursor(sort, order, position) !== cursor) throw new TypeError('not this listing');
    return position;
  } catch (cause) {
    throw new IndexError('bad-cursor', { cause });
  }
}
