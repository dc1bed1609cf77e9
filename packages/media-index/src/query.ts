export const SORTS = ['date', 'uploaded', 'relevance', 'title', 'size', 'position'] as const;
export type Sort = (typeof SORTS)[number];
export type Order = 'asc' | 'desc';

/** Which items a request concerns. All conditions hold at once. */
export interface Filter {
  /** The search query: see the README for its language. */
  readonly q?: string;
  readonly kind?: string;
  readonly status?: string;
  readonly mimeType?: string;
  /** The first and the last local time, both included: `2024`, `2024-05`, `2024-05-06` or with a time. */
  readonly from?: string;
  readonly to?: string;
  readonly camera?: string;
  readonly lens?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly genre?: string;
  readonly place?: string;
  readonly tag?: string;
  /** The id of an album that has the item. `album` is the album of a song. */
  readonly inAlbum?: string;
  readonly favourite?: boolean;
  readonly archived?: boolean;
  /** The fewest stars of an item. */
  readonly rating?: number;
  /** Degrees: west, south, east, north. If west is greater than east, the box crosses 180 degrees. */
  readonly bbox?: readonly [west: number, south: number, east: number, north: number];
  /** Properties that an item must have, such as `gps` and `text`. */
  readonly has?: readonly string[];
}

export interface ListRequest extends Filter {
  /** `date` by default. `relevance` needs `q`; `position` needs `inAlbum`, and takes no `q`. */
  readonly sort?: Sort;
  /** `desc` by default, `asc` for titles and positions. Relevance is always `desc`: the best item first. */
  readonly order?: Order;
  /**
   * Lists the bin instead, by the time at which items were moved there. No filter and no `sort` may be
   * given with it.
   */
  readonly bin?: boolean;
  readonly limit?: number;
  /** The cursor of the previous page, for the same filters, sort and order. */
  readonly cursor?: string;
}

export interface StoredItem {
  readonly id: string;
  readonly version: number;
  readonly generation: number;
  /** `IndexedItem.document`. */
  readonly document: unknown;
}

/** A part of an item's text that matches the query. */
export interface Snippet {
  readonly text: string;
  /** Counted from 1. Absent for a text without pages. */
  readonly page?: number;
  /** Start and end of each match in `text`, in UTF-16 code units. */
  readonly marks: readonly (readonly [start: number, end: number])[];
}

export interface ListedItem extends StoredItem {
  readonly snippet?: Snippet;
}

export interface Page {
  readonly items: readonly ListedItem[];
  /** Absent on the last page. */
  readonly cursor?: string;
  /**
   * The number of all items. Present without filters, with a single filter other than `q`, `bbox`,
   * `from` and `to`, and where the first page holds everything.
   */
  readonly total?: number;
}

export interface Timeline {
  readonly total: number;
  /** Newest first. Periods without items are left out. */
  readonly months: readonly { readonly month: string; readonly count: number }[];
  readonly days: readonly { readonly day: string; readonly count: number }[];
}

export const FACETS = [
  'kind',
  'year',
  'camera',
  'lens',
  'artist',
  'album',
  'genre',
  'place',
  'tag',
] as const;
export type Facet = (typeof FACETS)[number];

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** The most frequent values of each facet, the most frequent first. */
export type Facets = Readonly<Record<Facet, readonly FacetValue[]>>;
