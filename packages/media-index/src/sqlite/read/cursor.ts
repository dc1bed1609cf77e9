import { IndexError } from '../../errors.ts';
import { CURSOR_CHARACTERS, PAGE } from '../../limits.ts';
import type { Order, Sort } from '../../query.ts';

/** Increment it when page keys change, so that older cursors are refused. */
const VERSION = 1;

/** The sort value and the tie of the last item of a page, after which the next page begins. */
export interface PageKey {
  readonly value: number | string;
  readonly tie: number;
}

/** An item of a page, before its document is read. */
export interface Row extends PageKey {
  readonly item: number;
}

export const pageLimit = (limit: number = PAGE.default): number =>
  Math.min(Math.max(1, limit), PAGE.max);

/** Cuts rows to a page, and returns the cursor of the next page if there are more rows than its limit. */
export function cutPage(rows: readonly Row[], limit: number, sort: Sort, order: Order) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  return { shown, cursor: hasMore && last ? encodeCursor(sort, order, last) : undefined };
}

const encodeCursor = (sort: Sort, order: Order, { value, tie }: PageKey): string =>
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
