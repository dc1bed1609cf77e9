/** Attributes that are filters, facets and fields of the search. */
export const ATTRIBUTES = ['camera', 'lens', 'artist', 'album', 'genre', 'place', 'tag'] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

/** Marks of the owner that are filters. */
export const FLAGS = ['favourite', 'archived'] as const;

export type Flag = (typeof FLAGS)[number];

/** An item as the catalog has it: everything that the index needs to find and to show it. */
export interface IndexedItem {
  /** SHA-256 of the original, in hexadecimal. */
  readonly id: string;
  /**
   * Grows with each change of this item, over its generations and deletions. A change is applied only
   * if its version is greater than the version in the index.
   */
  readonly version: number;
  /** When the catalog recorded this version: RFC 3339. Without it, `changes` leaves the item out. */
  readonly changedAt?: string;
  readonly generation: number;
  readonly kind: string;
  readonly status: string;
  /** The item's date as a local time, `2024-05-06T07:08:09`, with or without fractions of a second. */
  readonly date: string;
  /** When this generation began: RFC 3339. */
  readonly uploaded: string;
  /** Bytes of the original. */
  readonly size: number;
  readonly mimeType: string;
  readonly title?: string;
  /** The file names of the item's uploads, the name that is shown first. */
  readonly names: readonly string[];
  readonly attributes?: Partial<Readonly<Record<Attribute, readonly string[]>>>;
  /**
   * Further names of the attributes' values, such as those in another language. Filters and searches find
   * them, facets do not count them.
   */
  readonly otherNames?: Partial<Readonly<Record<Attribute, readonly string[]>>>;
  /** Further texts of the metadata, such as description and author. */
  readonly other?: readonly string[];
  /** Degrees, WGS 84. */
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** The albums that have the item, by their ids, each with the item's position: texts in ASCII order. */
  readonly albums?: Readonly<Record<string, string>>;
  /** RFC 3339: since when the item is in the bin. Only `list` with `bin` returns it. */
  readonly binned?: string;
  readonly flags?: readonly Flag[];
  /** Stars, 1 to `MOST_STARS`. */
  readonly rating?: number;
  /** Values of the filter `has`; `gps` and `text` are derived from `location` and `text`. */
  readonly has?: readonly string[];
  /** The name of the text rendition that is to be indexed by `applyText`. */
  readonly text?: string;
  /** JSON that `get` and `list` return unchanged, such as the item as the API shows it. */
  readonly document: unknown;
}

/** A tombstone. It stays in the index, so that a late change does not bring the item back. */
export interface DeletedItem {
  readonly id: string;
  readonly version: number;
  /** As in `IndexedItem`. */
  readonly changedAt?: string;
  readonly generation: number;
  readonly deleted: true;
}

export type Change = IndexedItem | DeletedItem;

export const isDeleted = (change: Change): change is DeletedItem => 'deleted' in change;

/** A change that was applied. Changes that are older than the index are not reported. */
export interface AppliedChange {
  readonly id: string;
  /** Undefined if the item was unknown, deleted or in the bin. */
  readonly before: ItemState | undefined;
  /** Undefined if the item is deleted or in the bin now. */
  readonly after: ItemState | undefined;
  /** Whether an earlier version, of 0 or more, had the status and the generation of this one. */
  readonly keepsStatus: boolean;
}

/** The last change of an item, as `changes` returns it. */
export interface ChangedItem {
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  /** As in `AppliedChange`, when this index applied the change. */
  readonly keepsStatus: boolean;
  /** `IndexedItem.document`. Absent if the item is deleted. */
  readonly document?: unknown;
}

/** A place in the order of changes, which is by `changedAt` and then by `id`. */
export interface ChangePosition {
  readonly changedAt: string;
  /** Without it, the place before all changes of this time. */
  readonly id?: string;
}

export interface ItemState {
  readonly status: string;
  readonly generation: number;
}

/** The text of an item by page. Texts without pages have one entry without a number. */
export interface ItemText {
  readonly id: string;
  readonly generation: number;
  /** The name of the text rendition, as in `IndexedItem.text`. */
  readonly text: string;
  readonly pages: readonly TextPage[];
}

export interface TextPage {
  /** Counted from 1. */
  readonly page?: number;
  readonly text: string;
}

/** A text rendition that the index lacks. */
export type MissingText = Omit<ItemText, 'pages'>;

/** A row of the comparison with the catalog. Tombstones are included. */
export interface ItemVersion {
  readonly id: string;
  readonly version: number;
  readonly generation: number;
  readonly deleted: boolean;
}
