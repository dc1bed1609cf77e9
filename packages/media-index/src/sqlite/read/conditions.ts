import { IndexError } from '../../errors.ts';
import { type Condition, parseQuery } from '../../language/parse.ts';
import { ATTRIBUTES, FLAGS } from '../../model.ts';
import type { Filter } from '../../query.ts';
import type { Connection } from '../statements.ts';
import { spanOf } from '../time.ts';
import { keyOf, otherNamesOf } from '../write/terms.ts';
import { type Match, matchOf } from './match.ts';

/** A term of the index, and how many items have it. */
export interface KnownTerm {
  readonly term: number;
  readonly count: number;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A filter, resolved against the index. */
export interface Conditions {
  /** The term that all items have. */
  readonly all: KnownTerm;
  /** Further terms that an item must have, the rarest first. */
  readonly terms: readonly KnownTerm[];
  readonly without: readonly number[];
  /** The first time, and the time after the last one. */
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly box: Box | undefined;
  readonly match: Match;
}

const FILTERS = ['kind', 'status', 'mimeType', ...ATTRIBUTES] as const;

/**
 * Resolves a filter.
 *
 * @returns undefined if no item can match
 * @throws IndexError `bad-filter`, `too-many-words`
 */
export function resolve(connection: Connection, filter: Filter): Conditions | undefined {
  // Before anything returns, so that a wrong value is refused whatever the index has.
  const from = filter.from === undefined ? undefined : spanIn('from', filter.from).start;
  const until = filter.to === undefined ? undefined : spanIn('to', filter.to).end;
  const box = filter.bbox && boxOf(filter.bbox);
  const query = filter.q === undefined ? [] : parseQuery(filter.q);
  // A query of punctuation alone asks for something, but no item has it.
  if (filter.q !== undefined && query.length === 0) return undefined;
  const named = query.filter((one) => 'filter' in one);
  const wanted: [string, string][] = [
    ...FILTERS.flatMap((field): [string, string][] =>
      filter[field] === undefined ? [] : [[field, filter[field]]],
    ),
    ...(filter.has ?? []).map((value): [string, string] => ['has', value]),
    ...(filter.inAlbum === undefined ? [] : [['in album', filter.inAlbum] as [string, string]]),
    ...FLAGS.filter((flag) => filter[flag] === true).map((flag): [string, string] => [
      'flag',
      flag,
    ]),
    ...(filter.rating ? [['stars', String(filter.rating)] as [string, string]] : []),
    ...named.filter(({ not }) => !not).map((one): [string, string] => [one.filter, one.value]),
  ];
  const terms = wanted.map(([field, value]) => lookUp(connection, field, value));
  const all = lookUp(connection, 'all', '');
  if (!all || !terms.every((term) => term !== undefined)) return undefined;
  return {
    all,
    terms: terms.sort((a, b) => a.count - b.count),
    without: [
      ...excludedTerms(connection, named),
      ...FLAGS.filter((flag) => filter[flag] === false).flatMap(
        (flag) => lookUp(connection, 'flag', flag)?.term ?? [],
      ),
    ],
    from,
    until,
    box,
    match: matchOf(connection, query),
  };
}

const excludedTerms = (
  connection: Connection,
  named: readonly Extract<Condition, { filter: unknown }>[],
): number[] =>
  named
    .filter(({ not }) => not)
    .flatMap(({ filter, value }) => lookUp(connection, filter, value)?.term ?? []);

/** Looks up a value, or else a further name of one. */
function lookUp(connection: Connection, field: string, value: string): KnownTerm | undefined {
  const attribute = ATTRIBUTES.find((name) => name === field);
  return (
    lookUpIn(connection, field, value) ??
    (attribute && lookUpIn(connection, otherNamesOf(attribute), value))
  );
}

const lookUpIn = (connection: Connection, field: string, value: string): KnownTerm | undefined =>
  connection.get<KnownTerm>(
    'SELECT term, count FROM terms WHERE field = ? AND key = ?',
    field,
    keyOf(value),
  );

function spanIn(name: string, text: string) {
  const span = spanOf(text);
  if (!span) throw new IndexError('bad-filter', { detail: `${name} must be a local time` });
  return span;
}

function boxOf([west, south, east, north]: NonNullable<Filter['bbox']>): Box {
  const isInside = (degrees: number, most: number) => degrees >= -most && degrees <= most;
  const isBox =
    isInside(west, 180) && isInside(east, 180) && isInside(south, 90) && isInside(north, 90);
  if (!isBox || south > north) {
    throw new IndexError('bad-filter', { detail: 'bbox must be west,south,east,north in degrees' });
  }
  return { west, south, east, north };
}
