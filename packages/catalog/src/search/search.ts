import { CatalogError } from '../errors.ts';
import { readItems } from '../maintenance/scan-items.ts';
import type { MediaSummary } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { decodeCursor, encodeCursor } from '../table/cursor.ts';
import { isTombstone, toSummary } from '../table/item-record.ts';
import { QUERY_ROWS, QUERY_WORDS } from './limits.ts';
import type { Page } from './listing.ts';
import { type Budget, below, openPostingList, type PostingList } from './posting-list.ts';
import { byHead, type Posting } from './postings.ts';
import { wordsOf } from './words.ts';

export interface SearchRequest {
  /** What a person typed: items that have a word beginning with each of its words are found. */
  readonly q: string;
  readonly kind?: string;
  /** Items a page, at the most. */
  readonly limit: number;
  /** As the page before gave it out. */
  readonly cursor?: string;
}

/** Above every place in a list: places begin with a year. */
const NEWEST = '~';

/**
 * Finds living items by their words, newest first.
 *
 * Every list of the index is in the order of the listing, so that several words are a merge: each
 * list in turn is asked for its newest row at or below the place that the others have come to, and
 * leaps there. Where that reads too much, the page is short, and its cursor goes on from there.
 *
 * @throws CatalogError `bad-cursor`, `too-many-words`
 */
export async function searchItems(
  connection: Connection,
  { q, kind, limit, cursor }: SearchRequest,
): Promise<Page> {
  const start = cursor === undefined ? NEWEST : placeOf(cursor);
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
  let place: string | undefined = start;
  let isSpent = false;
  while (place !== undefined && found.length < limit && !isSpent) {
    const some: Posting[] = [];
    while (place !== undefined && found.length + some.length < limit && !isSpent) {
      const step: Step = await nextMatch(lists, place);
      if (step.match) some.push(step.match);
      isSpent = step.isSpent;
      place = step.place;
    }
    found.push(...(await living(connection, some)));
  }
  return { items: found, ...(place === undefined ? {} : { cursor: cursorOf(place) }) };
}

const fitting =
  (wanted: ReadonlySet<string>, kind: string | undefined) =>
  (posting: Posting): boolean =>
    (kind === undefined || posting.kind === kind) &&
    [...wanted].every((word) => [...posting.words].some((has) => has.startsWith(word)));

interface Step {
  readonly match?: Posting;
  /** Where to go on; undefined where nothing older can match. */
  readonly place: string | undefined;
  readonly isSpent: boolean;
}

/** The newest item at or below a place that is in all lists. */
async function nextMatch(lists: readonly PostingList[], from: string): Promise<Step> {
  let place = from;
  for (;;) {
    const before = place;
    let row: Posting | undefined;
    for (const list of lists) {
      const head = await list.atOrBelow(place);
      if (head === undefined) return { place: undefined, isSpent: false };
      if ('reached' in head) return { place: head.reached, isSpent: true };
      row = head;
      place = head.sk;
    }
    // Each list moved the place down to a row of its own: where it stayed, all of them have that row.
    if (row && (lists.length === 1 || place === before)) {
      return { match: row, place: below(row.sk), isSpent: false };
    }
  }
}

/** The index may know a life that has ended, for a moment: the item's own record decides. */
async function living(connection: Connection, postings: readonly Posting[]) {
  const records = await readItems(
    connection,
    postings.map(({ id }) => id),
  );
  return postings.flatMap(({ id, generation }) => {
    const record = records.get(id);
    const lives = record && !isTombstone(record) && record.generation === generation;
    return lives ? [toSummary(record)] : [];
  });
}

const cursorOf = (place: string): string => encodeCursor(JSON.stringify({ below: place }));

/** The top, or the place of an item, with or without a generation. */
const PLACE = /^(?:~|[^#]{1,40}#[0-9a-f]{64}(?:#\d+)?)$/;

function placeOf(cursor: string): string {
  try {
    const { below } = JSON.parse(decodeCursor(cursor)) as { below: unknown };
    if (typeof below !== 'string' || !PLACE.test(below)) throw new TypeError('not a place');
    return below;
  } catch (cause) {
    throw new CatalogError('bad-cursor', { cause });
  }
}
