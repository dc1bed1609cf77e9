import { IndexError } from '../../errors.ts';
import { CURSOR_CHARACTERS } from '../../limits.ts';
import type { Order, Sort } from '../../query.ts';

/** Increment it when page keys change, so that older cursors are refused. */
const VERSION = 1;

/** The sort value and the tie of the last item of a page, after which the next page begins. */
export interface PageKey {
  readonly value: number | string;
  readonly tie: number;
}

export const encodeCursor = (sort: Sort, order: Order, { value, tie }: PageKey): string =>
  Buffer.from(JSON.stringify([VERSION, sort, order, value, tie])).toString('base64url');

/**
 * Decodes a cursor. `Buffer` skips characters that are not base64url, so the page key is encoded again
 * to refuse a cursor with such characters.
 *
 * @throws IndexError `bad-cursor`
 */
export function decodeCursor(sort: Sort, order: Order, cursor: string): PageKey {
  try {
    if (cursor.length > CURSOR_CHARACTERS) throw new RangeError('the cursor is too long');
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [, , , value, tie] = parts as [number, Sort, Order, number | string, number];
    const isValue =
      sort === 'title' || sort === 'position'
        ? typeof value === 'string'
        : Number.isFinite(value) && (sort === 'relevance' || Number.isSafeInteger(value));
    if (!isValue || !Number.isSafeInteger(tie)) throw new TypeError('not a page key');
    const key = { value, tie };
    if (encodeCursor(sort, order, key) !== cursor) throw new TypeError('not this listing');
    return key;
  } catch (cause) {
    throw new IndexError('bad-cursor', { cause });
  }
}
