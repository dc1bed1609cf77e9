/** File names of uploads that an item record holds; later ones are in upload rows only. */
export const RECORD_NAMES = 32;

/** Tags of one edit of an item: set, or added and removed. An item record has at most 400 KB. */
export const RECORD_TAGS = 200;

/** Albums that have the same item. */
export const RECORD_ALBUMS = 200;

/** Albums of a gallery. They are one partition, and a new one counts them. */
export const MOST_ALBUMS = 1_000;

/** Links of a gallery. They are one partition, and a new one counts them. */
export const MOST_SHARES = 1_000;

/** How long the record of a link stays after its end, so that the owner still sees it. */
export const SHARE_KEPT_MS = 30 * 24 * 3_600_000;

/** Entries of one partition of the index `changes` that are read at a time. */
export const CHANGES_PAGE = 500;

/**
 * After how long without a change a deletion that is not complete is requested again, in milliseconds.
 * An erasure takes seconds, unless S3 is unavailable.
 */
export const REQUEST_ERASURE_AGAIN_MS = 10 * 60_000;

/** The deletion of rows that only earlier releases read. */
export const CLEANUP = {
  /** How long one process has the right to delete them, unless it renews it, in milliseconds. */
  leaseMs: 120_000,
  /** Rows deleted at a time. */
  concurrency: 16,
} as const;

/** Attempts of a read followed by a conditional write before `CatalogError` `contended`. */
export const WRITE_ATTEMPTS = 5;

/** Time span of an audit request without `from`. */
export const AUDIT_SPAN_MS = 7 * 24 * 3_600_000;
