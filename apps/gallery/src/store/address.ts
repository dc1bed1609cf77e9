import type { Conditions } from '../api/client.ts';

export const VIEWS = [
  'all',
  'photos',
  'songs',
  'documents',
  'favourites',
  'albums',
  'recent',
  'archived',
  'bin',
] as const;
export type View = (typeof VIEWS)[number];

/** The conditions that can be chosen as chips. */
export const FILTERS = [
  'kind',
  'from',
  'to',
  'camera',
  'lens',
  'artist',
  'album',
  'genre',
  'place',
  'tag',
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Partial<Readonly<Record<FilterName, string>>>;

/** What an address of the page names: `/?view=…&q=…&<filters>#<item>`. */
export interface Address {
  readonly view: View;
  /** The id of the album that is shown. */
  readonly album: string | undefined;
  readonly q: string;
  readonly filters: Filters;
  /** The id of the open item. */
  readonly item: string | undefined;
}

const isView = (name: string): name is View => VIEWS.some((view) => view === name);

export function readAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): Address {
  const values = new URLSearchParams(search);
  const view = values.get('view') ?? 'all';
  const filters = FILTERS.flatMap((name) => {
    const value = values.get(name);
    return value === null || value === '' ? [] : [[name, value]];
  });
  return {
    view: isView(view) ? view : 'all',
    album: values.get('in') ?? undefined,
    q: values.get('q')?.trim() ?? '',
    filters: Object.fromEntries(filters),
    item: /^#([0-9a-f]{64})$/.exec(hash)?.[1],
  };
}

export function addressOf({ view, album, q, filters, item }: Address): string {
  const values = new URLSearchParams({
    ...(view !== 'all' && { view }),
    ...(album !== undefined && { in: album }),
    ...(q !== '' && { q }),
    ...filters,
  });
  const search = values.size === 0 ? '' : `?${values}`;
  return `/${search}${item === undefined ? '' : `#${item}`}`;
}

const CONDITIONS: Readonly<Record<View, Conditions>> = {
  all: { archived: false },
  photos: { kind: 'image', archived: false },
  songs: { kind: 'audio', archived: false },
  documents: { kind: 'document', archived: false },
  favourites: { favourite: true, archived: false },
  albums: {},
  recent: { archived: false },
  archived: { archived: true },
  bin: {},
};

/** Returns the conditions of the API for the listing of an address. A search finds archived items too. */
export function conditionsOf({ view, q, filters }: Address): Conditions {
  const base: Conditions = view === 'all' && q !== '' ? {} : CONDITIONS[view];
  return { ...base, ...(filters as Conditions), ...(q !== '' && { q }) };
}
