/** The bounds of `galeria upload`: bytes, counts, milliseconds. */

const MiB = 2 ** 20;

/** Files of this size and more are sent by tus, which continues after a cut. */
export const RESUMABLE_BYTES = 4 * MiB;

/** Bytes of one tus request. */
export const CHUNK_BYTES = 64 * MiB;

/** Concurrent uploads, unless `--parallel` says otherwise. */
export const PARALLEL = { default: 4, most: 32 } as const;

/** Files to hash concurrently. */
export const HASH_PARALLEL = 2;

/** Files that are hashed and asked about together, by number and by size. */
export const BATCH = { files: 500, bytes: 1024 * MiB } as const;

/** Pauses before a failed request is repeated. Progress of a large file starts them anew. */
export const RETRY_MS: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

/** The longest pause that a `Retry-After` of the server may ask for. */
export const LONGEST_RETRY_AFTER_MS = 60_000;

/** Without progress for this long the connection is taken for lost. */
export const STALL_MS = 120_000;

/** Files that the state file remembers: about 30 MB. */
export const STATE_FILES = 100_000;

/** The longest time for which the state file lacks a hash or an accepted file. */
export const STATE_WRITE_MS = 2_000;

/** Files that wait to be deleted, how often each is asked about, and for how long. */
export const DELETE_AFTER = { parallel: 8, pollMs: 1_000, waitMs: 30 * 60_000 } as const;

/** A file that has not changed for this long is complete; folders are searched at this interval. */
export const WATCH = { stableMs: 3_000, quietMs: 1_000, rescanMs: 60_000 } as const;

/** The period over which the speed is measured. */
export const SPEED_MS = 10_000;
