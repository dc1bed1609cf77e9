/** Time-out of opening a connection to any service, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Default time-outs of one attempt of one request, in milliseconds. S3 has the longest: a request may
 * carry a whole part of an object.
 */
export const REQUEST_TIMEOUT_MS = { s3: 30_000, sqs: 10_000, dynamodb: 5_000 } as const;

/** Attempts of one request, the first included, with the SDK's backoff between them. */
export const MAX_ATTEMPTS = 3;

/**
 * Pauses between two checks whether a deletion is complete, in milliseconds. Each is twice the one
 * before.
 */
export const ERASURE_PAUSE_MS = { first: 50, longest: 1_000 } as const;

/** Items and upload records recovered at a time; each costs about two requests to S3 and to the catalog. */
export const RECOVERY_CONCURRENCY = 16;

/** The change feed: times in milliseconds by the reader's clock, the others as their names say. */
export const FEED = {
  /** Between the end of a read and the next one. */
  everyMs: 1_000,
  /** Between full reads. Each reads the changes from `fullOverlapMs` before the last full read on. */
  fullReadEveryMs: 30_000,
  /**
   * How late a change may become visible, from the time that its writer stamped it with: the time of the
   * request with its retries, the delay of the index, and the difference of the two clocks together.
   */
  fullOverlapMs: 120_000,
  /** How far back the first read of an empty copy begins, so that it knows the last day's changes. */
  historyMs: 25 * 3_600_000,
  /** The overlap of a quick read with the last read. Quick reads find nearly all changes. */
  quickOverlapMs: 5_000,
  /** The longest pause after failures in a row. */
  longestPauseMs: 30_000,
  /** Records that are read and applied at a time. */
  batch: 100,
  /** Changes that are not read again in the overlap, about 10 MB; without them they are applied twice. */
  recentChanges: 50_000,
} as const;

/** The comparison of a copy with the whole catalog, in milliseconds. */
export const COMPARISON = {
  /** After the start: soon, because a rolling update may have left changes without a stamp. */
  firstMs: 10 * 60_000,
  everyMs: 24 * 3_600_000,
  /** Between two pages of up to 1 MB, so that a table of 6 GB takes about an hour and a half. */
  pauseMs: 1_000,
} as const;

/**
 * The deletion of rows that only earlier releases read: at most 500 a second, half of what one partition
 * takes, because the rows of a frequent word are in one.
 */
export const CLEANUP = {
  /** Rows that are deleted at a time. */
  batch: 50,
  /** Between the beginnings of two batches, in milliseconds. */
  everyMs: 100,
  /** Between two reports of the progress, in milliseconds. */
  reportMs: 60_000,
} as const;
