import type {
  AppliedChange,
  Change,
  ChangedItem,
  ChangePosition,
  ItemText,
  ItemVersion,
  MissingText,
} from './model.ts';
import type { Facets, Filter, ListRequest, Page, StoredItem, Timeline } from './query.ts';

/** How far the index follows the catalog. Stored in the transaction of the changes. */
export interface Progress {
  /** The checkpoint of the feed, in the feed's own format. */
  readonly checkpoint?: string;
  /** Whether the index has every item of the catalog. */
  readonly complete?: boolean;
}

export interface IndexState {
  readonly checkpoint: string | undefined;
  readonly complete: boolean;
  /** Items that are not deleted. */
  readonly items: number;
  readonly tombstones: number;
  /** Items whose text rendition is not indexed yet. */
  readonly missingTexts: number;
}

/**
 * The read model of a gallery: a disposable copy of the catalog that answers every list, count and
 * search. An implementation passes the suite in `@galeria/media-index/contract`.
 *
 * A change that `apply` has confirmed is visible to every later call. All methods reject with
 * `IndexError`.
 */
export interface MediaIndex {
  /**
   * Applies at most `MAX_CHANGES` changes, all or none. Order and repetition do not matter, because each
   * change has a version.
   */
  apply(changes: readonly Change[], progress?: Progress): Promise<readonly AppliedChange[]>;
  /**
   * Indexes the text of an item.
   *
   * @returns false if the index has no such item, generation or text rendition, or has its text already
   */
  applyText(text: ItemText): Promise<boolean>;
  /** Returns text renditions that `applyText` should deliver, newest items first. */
  missingTexts(limit: number): Promise<readonly MissingText[]>;
  /** Undefined if the item is unknown, deleted or in the bin. */
  get(id: string): Promise<StoredItem | undefined>;
  list(request: ListRequest): Promise<Page>;
  /**
   * Returns the last position of an album, or the last one before another; undefined if there is none.
   */
  lastPosition(album: string, before?: string): Promise<string | undefined>;
  timeline(filter: Filter): Promise<Timeline>;
  /** @param values the maximum number of values of each facet */
  facets(filter: Filter, values?: number): Promise<Facets>;
  /** Returns the last change of each item and tombstone, oldest first, after one position. */
  changes(after: ChangePosition, limit: number): Promise<readonly ChangedItem[]>;
  /** Returns items and tombstones in ascending order of their ids, after one id. */
  versions(after: string | undefined, limit: number): Promise<readonly ItemVersion[]>;
  state(): Promise<IndexState>;
  close(): Promise<void>;
}
