import { CatalogError } from '../errors.ts';
import type { MediaSummary } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { decodeCursor, encodeCursor, isTime } from '../table/cursor.ts';
import { isTombstone, toSummary } from '../table/item-record.ts';
import { readItems } from '../table/read-items.ts';
import { QUERY_ROWS, QUERY_WORDS } from './limits.ts';
import type { Page } from './listing.ts';
import { type Budget, below, openPostingList, type PostingList } from './posting-list.ts';
import { byHead, type Posting } from './postings.ts';
import { wordsOf } from './words.ts';

export interface SearchRequest {
  /** The query: an item matches if each word of the query is the beginning of one of its words. */
  readonly q: string;
  readonly kind?: string;
  /** The most items of a page. */
  readonly limit: number;
  /** The cursor of the previous page. */
  readonly cursor?: string;
}

/** Above every position in a list: positions begin with a year. */
const NEWEST = '~';

/**
 * Merges the posting lists of the query's words. All lists have the order of the listing: each in turn
 * returns its newest row at or below the position that the others have reached, and skips what lies
 * between. When the budget is spent, the page is short and its cursor continues from there.
 */
export async function searchItems(
  connection: Connection,
  { q, kind, limit, cursor }: SearchRequest,
): Promise<Page> {
  const start = cursor === undefined ? NEWEST : positionOf(cursor);
  const words = new Set(wordsOf(q));
  if (words.size > QUERY_WORDS) {
    throw new CatalogError('too-many-words', { detail: `${words.size}, not up to ${QUERY_WORDS}` });
  }
  if (words.size === 0) return { items: [] };
  const budget: Budget = { rows: QUERY_ROWS };
  const lists = [...byHead(words)].map(([head, wanted]) =>
    openPostingList(connection, head, fitting(wanted, kind), budget),
  );

  const found: MediaSummary[] = [];
  let position: string | undefined = start;
  let isSpent = false;
  while (position !== undefined && found.length < limit && !isSpent) {
    const some: Posting[] = [];
    while (position !== undefined && found.length + some.length < limit && !isSpent) {
      const step: Step = await nextMatch(lists, position);
      if (step.match) some.push(step.match);
      isSpent = step.isSpent;
      position = step.position;
    }
    found.push(...(await living(connection, some)));
  }
  return { items: found, ...(position === undefined ? {} : { cursor: cursorOf(position) }) };
}

const fitting =
  (wanted: ReadonlySet<string>, kind: string | undefined) =>
  (posting: Posting): boolean =>
    (kind === undefined || posting.kind === kind) &&
    [...wanted].every((word) => [...posting.words].some((has) => has.startsWith(word)));

interface Step {
  readonly match?: Posting;
  /** The next position; undefined where nothing older can match. */
  readonly position: string | undefined;
  readonly isSpent: boolean;
}

/** Finds the newest item at or below a position that is in all lists. */
async function nextMatch(lists: readonly PostingList[], from: string): Promise<Step> {
  let position = from;
  for (;;) {
    const before = position;
    let row: Posting | undefined;
    for (const list of lists) {
      const head = await list.atOrBelow(position);
      if (head === undefined) return { position: undefined, isSpent: false };
      if ('reached' in head) return { position: head.reached, isSpent: true };
      row = head;
      position = head.sk;
    }
    // Each list lowered the position to a row of its own. If the position stayed, all have that row.
    if (row && (lists.length === 1 || position === before)) {
      return { match: row, position: below(row.sk), isSpent: false };
    }
  }
}

/** A posting may outlive its generation for a moment, so the item's own record decides. */
async function living(connection: Connection, postings: readonly Posting[]) {
  const records = await readItems(
    connection,
    postings.map(({ id }) => id),
  );
  return postings.flatMap(({ id, generation }) => {
    const record = records.get(id);
    const isAlive = record && !isTombstone(record) && record.generation === generation;
    return isAlive ? [toSummary(record)] : [];
  });
}

const cursorOf = (position: string): string => encodeCursor(JSON.stringify({ below: position }));

/** The top, or the position of an item, with or without a generation. */
const POSITION = /^(?:~|([^#]+)#[0-9a-f]{64}(?:#\d+)?)$/;

function positionOf(cursor: string): string {
  try {
    const { below } = JSON.parse(decodeCursor(cursor)) as { below: unknown };
    const [, time] = POSITION.exec(String(below)) ?? [];
    if (typeof below !== 'string' || (below !== NEWEST && !isTime(time ?? ''))) {
      throw new TypeError('not a position');
    }
    return below;
  } catch (cause) {
    throw new CatalogError('bad-cursor', { cause });
  }
}
