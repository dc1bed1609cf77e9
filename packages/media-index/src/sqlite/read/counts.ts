import { FACET_VALUES } from '../../limits.ts';
import {
  FACETS,
  type Facet,
  type Facets,
  type FacetValue,
  type Filter,
  type Timeline,
} from '../../query.ts';
import type { Connection } from '../statements.ts';
import { dayText, SQL_DAY } from '../time.ts';
import { resolve } from './conditions.ts';
import { itemsIn } from './list.ts';
import { type Selection, select } from './select.ts';

interface DayCount {
  readonly day: number;
  readonly count: number;
}

/** Selects the items of a filter. True for all items, false for none. */
function selected(connection: Connection, filter: Filter): Selection | boolean {
  if (Object.values(filter).every((value) => value === undefined)) return true;
  const conditions = resolve(connection, filter);
  return conditions ? select(conditions, 'date', itemsIn(connection, conditions.box)) : false;
}

export function timeline(connection: Connection, filter: Filter): Timeline {
  const counts = daysOf(connection, selected(connection, filter));
  const days = counts.map(({ day, count }) => ({ day: dayText(day), count }));
  const months = new Map<string, number>();
  for (const { day, count } of days) {
    const month = day.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + count);
  }
  return {
    total: counts.reduce((sum, { count }) => sum + count, 0),
    months: [...months].map(([month, count]) => ({ month, count })),
    days,
  };
}

function daysOf(connection: Connection, selection: Selection | boolean): DayCount[] {
  if (selection === false) return [];
  if (selection === true) return connection.all('SELECT day, count FROM days ORDER BY day DESC');
  const { sql, column } = selection;
  return connection.all<DayCount>(
    `SELECT ${SQL_DAY(column('date'))} AS day, count(*) AS count ${sql.text}
     GROUP BY 1 ORDER BY 1 DESC`,
    ...sql.parameters,
  );
}

interface TermCount {
  readonly term: number;
  readonly field: Facet;
  readonly count: number;
}

export function facets(connection: Connection, filter: Filter, values?: number): Facets {
  const most = Math.min(Math.max(1, values ?? FACET_VALUES.default), FACET_VALUES.max);
  const selection = selected(connection, filter);
  const counts = selection === true ? undefined : countsOf(connection, selection);
  return Object.fromEntries(
    FACETS.map((facet) => {
      const terms = counts
        ? counts.filter(({ field }) => field === facet)
        : mostFrequent(connection, facet, most);
      const labelled = sorted(connection, terms, most);
      return [facet, labelled];
    }),
  ) as Record<Facet, FacetValue[]>;
}

/** All values that may be among the most frequent: the last one's count may have several values. */
const mostFrequent = (connection: Connection, facet: Facet, most: number): TermCount[] =>
  connection.all(
    `SELECT term, field, count FROM terms WHERE field = ? AND count >= coalesce(
       (SELECT count FROM terms WHERE field = ? ORDER BY count DESC LIMIT 1 OFFSET ?), 1)`,
    facet,
    facet,
    most - 1,
  );

/** The part of all items from which reading all attributes is faster than looking up those of each item. */
const MANY = 0.1;

const OF_FACETS = `IN (SELECT term FROM terms WHERE field IN (${FACETS.map((name) => `'${name}'`).join(', ')}))`;

function countsOf(connection: Connection, selection: Selection | false): TermCount[] {
  if (selection === false) return [];
  const { sql, column } = selection;
  const items = connection.numbers(`SELECT ${column('item')} ${sql.text}`, ...sql.parameters);
  const all = connection.one<{ last: number }>('SELECT coalesce(max(item), 0) AS last FROM items');
  const counts =
    items.length > MANY * all.last
      ? countsAmongAll(connection, items, all.last)
      : countsOfEach(connection, items);
  return connection
    .all<Omit<TermCount, 'count'>>(`SELECT term, field FROM terms WHERE term ${OF_FACETS}`)
    .map((row) => ({ ...row, count: counts.get(row.term) ?? 0 }))
    .filter(({ count }) => count > 0);
}

/** Reads the attributes in the order in which they are stored, and counts those of the items. */
function countsAmongAll(
  connection: Connection,
  items: readonly number[],
  last: number,
): Map<number, number> {
  const isFound = new Uint8Array(last + 1);
  for (const item of items) isFound[item] = 1;
  connection.database.function('is_found', (item) => isFound[Number(item)] ?? 0);
  const rows = connection.all<{ term: number; count: number }>(
    `SELECT term, sum(is_found(item)) AS count FROM attributes WHERE term ${OF_FACETS} GROUP BY term`,
  );
  return new Map(rows.map(({ term, count }) => [term, count]));
}

function countsOfEach(connection: Connection, items: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const item of items) {
    const terms = connection.numbers('SELECT term FROM attributes WHERE item = ?', item);
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

function sorted(connection: Connection, terms: readonly TermCount[], most: number): FacetValue[] {
  const enough = [...terms].sort((a, b) => b.count - a.count);
  const least = enough[most - 1]?.count ?? 0;
  return enough
    .filter(({ count }) => count >= least)
    .map(({ term, count }) => ({ value: labelOf(connection, term), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}

/** The spelling of a term that most items have. */
const labelOf = (connection: Connection, term: number): string =>
  connection.one<{ label: string }>(
    'SELECT label FROM labels WHERE term = ? ORDER BY count DESC, label LIMIT 1',
    term,
  ).label;
