/** Bounds a rebuild so that new uploads are still processed in time. */
export const REBUILD = {
  /** Maximum number of items in processing. A killed rebuild leaves at most this many unfinished. */
  concurrency: 32,
  /** Interval between reads of their status, in milliseconds. */
  pollMs: 500,
  /** Time-out of an item, in milliseconds. It fails 95 minutes after the first of ten failed receives. */
  timeoutMs: 100 * 60_000,
} as const;
