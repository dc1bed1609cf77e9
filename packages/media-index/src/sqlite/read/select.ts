import type { SQLInputValue } from 'node:sqlite';
import type { Sort } from '../../query.ts';
import { TEXT_COLUMNS } from '../schema.ts';
import type { Box, Conditions } from './conditions.ts';

/** A piece of SQL with its parameters. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly SQLInputValue[];
}

/** The items that fulfil all conditions. */
export interface Selection {
  /** From `FROM` to the end of `WHERE`. */
  readonly sql: Sql;
  /** Expressions for the columns of an item. */
  readonly column: (
    name: 'item' | 'date' | 'tie' | 'uploaded' | 'size' | 'title' | 'position',
  ) => string;
}

/**
 * Items of a box, or of a term, up to which they are all read and sorted, rather than that an index in
 * the wanted order is read until the page is full.
 */
const READ_ALL = 2000;

/**
 * Selects the items of resolved conditions by the index that reads the fewest rows:
 *
 * - words: the full-text index; everything else is tested for each of its hits;
 * - sorted by date: the rarest term, whose items are in this order, so that a page reads few rows;
 * - sorted otherwise: the rarest term if it is rare, and else the index of the sort.
 */
export function select(conditions: Conditions, sort: Sort, inBox: number): Selection {
  const { match, all, terms, box } = conditions;
  const rarest = terms[0] ?? all;
  if (match.expression !== undefined) {
    return from(conditions, {
      text: 'search CROSS JOIN items i ON i.item = search.rowid',
      where: { text: 'search MATCH ?', parameters: [match.expression] },
      alias: 'i',
    });
  }
  if (box && inBox < Math.min(rarest.count, READ_ALL)) {
    const boxes = boxesOf(box);
    return from(conditions, {
      text: 'locations CROSS JOIN items i ON i.item = locations.item',
      where: {
        text: `(${boxes.map(() => '(west <= ? AND east >= ? AND south <= ? AND north >= ?)').join(' OR ')})`,
        parameters: boxes.flatMap(({ west, south, east, north }) => [east, west, north, south]),
      },
      alias: 'i',
    });
  }
  if (sort === 'date') {
    return from(conditions, {
      ...ofTerm(box ? ITEMS_OF_TERM : 'attributes a', rarest.term),
      alias: 'a',
    });
  }
  if (rarest.count <= READ_ALL || sort === 'relevance') {
    return from(conditions, { ...ofTerm(ITEMS_OF_TERM, rarest.term), alias: 'i' });
  }
  const where = { text: 'i.deleted = 0', parameters: [] };
  return from(conditions, { text: `items i INDEXED BY items_by_${sort}`, where, alias: 'i' });
}

/** Selects the items of an album in their order. */
export function selectInAlbum(conditions: Conditions, album: string): Selection {
  const selection = from(conditions, {
    text: 'album_items m CROSS JOIN items i ON i.item = m.item',
    where: { text: 'm.album = ?', parameters: [album] },
    alias: 'i',
  });
  const column: Selection['column'] = (name) =>
    name === 'position' || name === 'tie' ? `m.${name}` : selection.column(name);
  return { ...selection, column };
}

const ITEMS_OF_TERM = 'attributes a CROSS JOIN items i ON i.item = a.item';

const ofTerm = (text: string, term: number) => ({
  text,
  where: { text: 'a.term = ?', parameters: [term] },
  driving: term,
});

interface Source {
  readonly text: string;
  readonly where: Sql;
  readonly alias: 'a' | 'i';
  /** The term whose items are read, which need no test. */
  readonly driving?: number;
}

function from(conditions: Conditions, { text, where, alias, driving }: Source): Selection {
  const column = (name: string) => `${alias}.${name}`;
  const tests = [where, ...testsOf(conditions, column, driving)];
  return {
    sql: {
      text: `FROM ${text} WHERE ${tests.map((test) => test.text).join(' AND ')}`,
      parameters: tests.flatMap((test) => test.parameters),
    },
    column,
  };
}

function testsOf(
  { terms, without, from, until, box, match }: Conditions,
  column: (name: string) => string,
  driving: number | undefined,
): Sql[] {
  const has = `(SELECT 1 FROM attributes t WHERE t.term = ? AND t.date = ${column('date')}
    AND t.tie = ${column('tie')} AND t.item = ${column('item')})`;
  return [
    ...(from === undefined ? [] : [{ text: `${column('date')} >= ?`, parameters: [from] }]),
    ...(until === undefined ? [] : [{ text: `${column('date')} < ?`, parameters: [until] }]),
    ...terms
      .filter(({ term }) => term !== driving)
      .map(({ term }) => ({ text: `EXISTS ${has}`, parameters: [term] })),
    ...without.map((term) => ({ text: `NOT EXISTS ${has}`, parameters: [term] })),
    ...(box ? [insideOf(box)] : []),
    ...(match.excluded === undefined
      ? []
      : [
          {
            text: `${column('item')} NOT IN (SELECT rowid FROM search WHERE search MATCH ?)`,
            parameters: [match.excluded],
          },
        ]),
  ];
}

function insideOf({ west, south, east, north }: Box): Sql {
  const across = west <= east ? 'AND' : 'OR';
  return {
    text: `(i.latitude BETWEEN ? AND ? AND (i.longitude >= ? ${across} i.longitude <= ?))`,
    parameters: [south, north, west, east],
  };
}

/** A box that crosses 180 degrees is two. */
export const boxesOf = (box: Box): Box[] =>
  box.west <= box.east
    ? [box]
    : [
        { ...box, east: 180 },
        { ...box, west: -180 },
      ];

/** The rank of FTS5's bm25: the lower the better. */
export const RANK = `bm25(search, ${Object.values(TEXT_COLUMNS).join(', ')})`;
