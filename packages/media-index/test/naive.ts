import { dateWords } from '../src/language/dates.ts';
import { fold } from '../src/language/fold.ts';
import type { IndexedItem } from '../src/model.ts';
import type { Filter, ListRequest, Timeline } from '../src/query.ts';

/** The answers of an index, found by testing every item: the model of the model test. */
export function listOf(items: readonly IndexedItem[], request: ListRequest): unknown[] {
  const { sort = 'date', order = sort === 'title' ? 'asc' : 'desc' } = request;
  const sign = order === 'asc' ? 1 : -1;
  const keyOf = (item: IndexedItem): string | number =>
    ({
      date: Date.parse(`${item.date}Z`),
      uploaded: Date.parse(item.uploaded),
      size: item.size,
      title: fold(item.title ?? item.names[0]!),
      relevance: 0,
      position: 0,
    })[sort];
  return items
    .filter((item) => matches(item, request))
    .toSorted((a, b) => sign * (compare(keyOf(a), keyOf(b)) || compare(a.id, b.id)))
    .map(({ document }) => document);
}

const compare = <Value>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

export function timelineOf(all: readonly IndexedItem[], filter: Filter): Timeline {
  const items = all.filter((item) => matches(item, filter));
  const counts = (length: number) => {
    const periods = new Map<string, number>();
    for (const { date } of items) {
      const period = date.slice(0, length);
      periods.set(period, (periods.get(period) ?? 0) + 1);
    }
    return [...periods].toSorted(([a], [b]) => compare(b, a));
  };
  return {
    total: items.length,
    months: counts('2024-05'.length).map(([month, count]) => ({ month, count })),
    days: counts('2024-05-06'.length).map(([day, count]) => ({ day, count })),
  };
}

/** The values of the facet `camera`, in lower case, with their counts. */
export function facetOf(all: readonly IndexedItem[], filter: Filter): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of all.filter((one) => matches(one, filter))) {
    const camera = item.attributes!.camera![0]!.toLowerCase();
    counts.set(camera, (counts.get(camera) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, ofA], [b, ofB]) => ofB - ofA || compare(a, b));
}

function matches(item: IndexedItem, filter: Filter): boolean {
  const { kind, status, camera, from, to, bbox, has, q, favourite, archived, rating } = filter;
  const { latitude, longitude } = item.location ?? {};
  return (
    (kind === undefined || item.kind === kind) &&
    (status === undefined || item.status === status) &&
    (camera === undefined || item.attributes?.camera?.[0]?.toLowerCase() === camera) &&
    (favourite === undefined || favourite === (item.flags ?? []).includes('favourite')) &&
    (archived === undefined || archived === (item.flags ?? []).includes('archived')) &&
    (rating === undefined || (item.rating ?? 0) >= rating) &&
    (from === undefined || item.date >= from) &&
    // A time without its last parts includes all that begins with it.
    (to === undefined || item.date <= to || item.date.startsWith(to)) &&
    (has === undefined || item.location !== undefined) &&
    (bbox === undefined ||
      (latitude !== undefined &&
        latitude >= bbox[1] &&
        latitude <= bbox[3] &&
        (bbox[0] <= bbox[2]
          ? longitude! >= bbox[0] && longitude! <= bbox[2]
          : longitude! >= bbox[0] || longitude! <= bbox[2]))) &&
    (q === undefined ||
      q.split(' ').every((term, at, terms) => hasTerm(item, term, at === terms.length - 1)))
  );
}

const textsOf = ({ title, names, attributes, date }: IndexedItem, onlyTags: boolean): string[] =>
  [
    ...(attributes?.tag ?? []),
    ...(onlyTags ? [] : [title ?? '', ...names, ...(attributes?.camera ?? []), ...dateWords(date)]),
  ].flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u));

/** A term of the model's queries: `-`, `tag:`, and one word whose spellings are known. */
function hasTerm(item: IndexedItem, term: string, isLast: boolean): boolean {
  const [, sign, field, word] = /^(-?)(tag:)?(.*)$/.exec(term)!;
  const folded = fold(word!);
  const spellings = folded === 'muller' ? ['muller', 'mueller'] : [folded];
  const isIn = (one: IndexedItem, test: (text: string) => boolean) =>
    textsOf(one, field !== undefined).some(test);
  const isHit = (text: string) =>
    spellings.some((spelling) =>
      spelling.length >= (isLast || /[東]/.test(spelling) ? 2 : 3)
        ? text.startsWith(spelling)
        : text === spelling,
    );
  return isIn(item, isHit) !== (sign === '-');
}
