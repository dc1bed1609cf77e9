/** The uploader's bounds that are not configurable: bytes, counts, milliseconds. */

const MiB = 2 ** 20;

/** Larger files go to S3 in parts of this size. */
export const PART_BYTES = 64 * MiB;

/**
 * Bytes of a file to collect before they are written and hashed. Many waiting buffers make V8 collect its
 * whole heap more often.
 */
export const WRITE_BYTES = MiB / 4;
/** Such bytes of all files that are being received. */
export const RECEIVE_BYTES = 48 * MiB;

/**
 * Small requests are kept together in packs. `requestBytes` and `requestFiles`: the largest request that
 * a pack takes. `bytes` and `requests`: the largest pack. `bufferedBytes`: memory of all requests that are
 * received for packs; further ones get a folder each. `parallel`: packs that are written at a time.
 * `unpackedInParallel`: files that leave their packs at a time when the uploader stops.
 */
export const PACKS = {
  requestBytes: MiB - 1,
  requestFiles: 20,
  bytes: 8 * MiB,
  requests: 256,
  bufferedBytes: 16 * MiB,
  parallel: 2,
  unpackedInParallel: 8,
} as const;
/** Bytes of a file after which what has arrived is synced, while the rest arrives. */
export const EARLY_SYNC_BYTES = 8 * MiB;
/** Chunks to hold before they are concatenated: a chunk of one byte costs hundreds. */
export const LOOSE_CHUNKS = 256;

/** Bytes to read at a time from a file of the spool. */
export const STREAM_BYTES = MiB;

/** Maximum length of a stored file name, in UTF-8. */
export const FILENAME_BYTES = 1024;

/** Maximum length of a parameter in a path: a file name in which every byte is percent-encoded. */
export const PARAMETER_CHARACTERS = 3 * FILENAME_BYTES;

export const USER_AGENT_CHARACTERS = 256;

/** Limits of a multipart body apart from its files. Values of fields are ignored, so they are cut. */
export const MULTIPART = {
  fields: 100,
  fieldBytes: 1024,
  headerPairs: 32,
  /** Of one part: a file name of 10 kB fits. */
  headerBytes: 16 * 1024,
} as const;

/** Interval for checking the minimum rate of a request. */
export const RATE_CHECK_MS = 5_000;

/** Interval at which Node checks the time-outs of headers and requests. */
export const CONNECTIONS_CHECK_MS = 5_000;

/** Idle time before garbage is collected. */
export const COLLECT_AFTER_MS = 10_000;
/** Delay of a second collection, after the finalizers have run. */
export const COLLECT_AGAIN_MS = 500;

/** How long the rest of a rejected body is read, so that the client sees the answer. */
export const DRAIN_MS = 10_000;

/** How long a stop waits for files being shipped; the next start ships them again. */
export const STOP_SHIPPING_MS = 5_000;

/** Catalog look-ups during uploads to run at a time; uploads that wait share the next one. */
export const LOOKUPS = 2;
/** Circuit breaker of the catalog look-up during an upload. */
export const DESCRIBE_BREAKER = { timeoutMs: 300, openMs: 5_000 } as const;
/** Circuit breaker for reading an item that is in this spool. */
export const SPOOLED_BREAKER = { timeoutMs: 1_000, openMs: 5_000 } as const;

/** `Retry-After` of an answer for a full spool or an unavailable cloud. */
export const RETRY_AFTER_SECONDS = 30;

/** Interval for retrying to delete a request that a failing medium kept. */
export const DISCARD_RETRY_MS = 5_000;

/** Age at which the free bytes of the file system are measured again before a request. */
export const FREE_BYTES_MS = 1_000;

/** Folders to read concurrently when a spool is opened. */
export const RECOVER_PARALLEL = 32;

export const KEYS_REFRESH_MS = 60_000;

/** Files to ship concurrently: new ones, those in parts, and those that failed before. */
export const SHIP_PARALLEL = { fresh: 4, large: 2, retry: 4 } as const;
/**
 * While so many requests are being received, no new file is shipped or pre-registered, as both need the
 * processor; at the longest until a file has waited for `longestMs`. Checked again after `checkMs`.
 */
export const BUSY = { requests: 8, longestMs: 10_000, checkMs: 100 } as const;
/** Back-off of a failed file: doubled each time, with jitter. */
export const SHIP_RETRY = { firstMs: 500, longestMs: 30_000 } as const;

/** Time in the queue after which an upload is pre-registered in the catalog. */
export const PRE_REGISTER_AFTER_MS = 500;
export const PRE_REGISTER_PARALLEL = 4;

/** Interval for logging the spool's backlog. */
export const BACKLOG_LOG_MS = 60_000;

/** Maximum number of queued audit entries of rejected requests; further ones go to the log only. */
export const AUDIT_QUEUE = 1000;
/** Maximum length of the `detail` of a rejection in the audit, in UTF-16 units. */
export const AUDIT_DETAIL = 300;

/**
 * Delay of the first sweep and interval of the next ones, each with ±50% jitter, and the number of
 * items of each sort that one sweep dispatches.
 */
export const SWEEP = { firstMs: 4_000, everyMs: 60_000, items: 100 } as const;

/** Bounds of one `POST /retries`. */
export const RETRIES = { pages: 10, pageItems: 100, bodyBytes: 16 * 1024 } as const;

/**
 * Signed URLs of a private gallery: minimum validity, the interval that the expiry is rounded up to,
 * and the number of cached signatures.
 */
export const ADDRESSES = { validMs: 3_600_000, roundMs: 3_600_000, remembered: 50_000 } as const;

/** How long browsers may keep the answer to a preflight request. */
export const PREFLIGHT_SECONDS = 600;

/**
 * Compression of JSON answers: the shortest answer to compress, in bytes, and levels that cost little
 * time and memory. A Brotli window is `2 ** brotliWindowBits` bytes.
 */
export const COMPRESSION = {
  minBytes: 1024,
  brotliQuality: 4,
  brotliWindowBits: 18,
  gzipLevel: 5,
} as const;

/** Interval for checking whether a file can be opened. */
export const OPEN_FILES_CHECK_MS = 1_000;

/** Pause before another attempt to open the index or to start its rebuild. */
export const INDEX_RETRY_MS = 10_000;

/** How long a read waits for the index to be opened after the start. */
export const INDEX_OPEN_MS = 10_000;

/** How long a stop waits for requests of the index to the catalog and the store. */
export const STOP_FEED_MS = 2_000;

/** How long a read waits for uploads of this cell that are not in the index yet. */
export const OWN_CHANGES_MS = 1_000;

/** Own changes that are applied at a time. */
export const OWN_CHANGES = 500;

/** Texts of documents for the index: the interval of looking, the number at a time, and the pause after a failure. */
export const TEXTS = { everyMs: 1_000, batch: 100, retryMs: 60_000 } as const;

/** Circuit breaker for the state of the index in `GET /readyz`. */
export const INDEX_STATE_BREAKER = { timeoutMs: 500, openMs: 5_000 } as const;

/** Circuit breaker for reading an item from the catalog, which the index replaces during an outage. */
export const ITEM_BREAKER = { timeoutMs: 10_000, openMs: 5_000 } as const;

/**
 * Changes of items on their way to the event streams. Those that are read while the catalog was read
 * within `currentMs` are passed on at once; of others `kept` are held until the read is complete, about
 * 40 MB. Changes older than `historyMs` are no news.
 */
export const CHANGES = { currentMs: 30_000, kept: 10_000, historyMs: 24 * 3_600_000 } as const;

/** Event streams: times in milliseconds, sizes in bytes. */
export const EVENTS = {
  /** Open streams of a cell, and at most this share of its connections. */
  streams: 500,
  connectionShare: 0.5,
  /** Below the idle time-outs of every hop; at most a third of the cell's own. */
  heartbeatMs: 15_000,
  /** Bytes that a client may lag behind before its stream is closed. */
  bufferBytes: 2 ** 20,
  /** Events that a stream repeats when it is resumed. Beyond, the client lists again. */
  replayed: 100_000,
  replayPage: 100,
  /** Maximum age of a `Last-Event-ID`. */
  retentionMs: 24 * 3_600_000,
  /**
   * A stream is resumed from this time before the last event: that of the feed's overlap, for the clocks
   * of two writers, and `CHANGES.currentMs`.
   */
  overlapMs: 300_000,
  /** Larger items are left out of their events. */
  itemBytes: 16 * 1024,
  /** When clients reconnect after their stream ended, plus up to as much again. */
  retryMs: 1_000,
} as const;

/** Maximum number of unfinished resumable uploads: each costs three inodes, and memory. */
export const UNFINISHED_UPLOADS = 10_000;

/** Length of the log of offsets of a resumable upload at which it is replaced by its last line. */
export const OFFSET_LOG_BYTES = 64 * 1024;

/**
 * Bytes and milliseconds of a request's body after which a resumable upload makes them durable, so that
 * a killed uploader loses at most these.
 */
export const CHECKPOINT = { bytes: 16 * MiB, ms: 500 } as const;

/** How long a request waits for an older one on the same resumable upload to end. */
export const UPLOAD_LOCK_MS = 10_000;

/** Results of complete resumable uploads to remember, for clients that ask again. */
export const ENDED_UPLOADS = 10_000;

/** Interval for deleting resumable uploads that have expired. */
export const EXPIRY_CHECK_MS = 60_000;

/** `Upload-Metadata` of a resumable upload, in bytes. A name of `FILENAME_BYTES` fits. */
export const UPLOAD_METADATA_BYTES = 4096;

/** Maximum number of partial uploads in one concatenation. */
export const CONCATENATED_UPLOADS = 100;

/**
 * Bounds of one edit and of one `POST /media/batch`: 1,000 ids with blanks between them and the longest
 * edit, edits at a time, and items of a query's page.
 */
export const EDIT_REQUESTS = { bodyBytes: 256 * 1024, parallel: 16, pageItems: 200 } as const;

/** Bounds of one `POST /media/known`: 1,000 ids with blanks between them, and look-ups at a time. */
export const KNOWN = { bodyBytes: 128 * 1024, parallel: 16 } as const;

/**
 * Exports of a cell. An export takes about 500 bytes of memory for each item until it ends, so its items
 * are bounded. `reads`: items that are read from the catalog ahead. `directoryPageBytes`: memory that the
 * directory of an archive grows by.
 */
export const EXPORT = {
  parallel: 2,
  items: 250_000,
  directoryPageBytes: 64 * 1024,
  pageItems: 100,
  reads: 8,
} as const;

/** One `POST /shares`: the ids of a selection with blanks between them, and the longest texts. */
export const SHARE_BYTES = 64 * 1024;

/** One `POST /s/:token/unlock`. */
export const UNLOCK_BYTES = 4 * 1024;

/** Bytes of the key with which a link signs what its visitors get. */
export const SIGNING_KEY_BYTES = 32;

/**
 * Hashes of passwords: 32 MiB of memory and about 0.2 s of a processor each. `parallel` at a time, since
 * each has one of the threads that also write files; further ones wait, and then are refused.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
export const SCRYPT = {
  cost: 2 ** 15,
  blockSize: 8,
  parallelization: 3,
  saltBytes: 16,
  keyBytes: 32,
  parallel: 1,
  waiting: 20,
} as const;

/**
 * Attempts at the password of one link in a window of `windowMs`, on one cell: of one network, and of all.
 * `remembered`: networks and links whose attempts are counted, the last ones that tried.
 */
export const ATTEMPTS = {
  windowMs: 60_000,
  ofNetwork: 5,
  ofShare: 60,
  remembered: 10_000,
} as const;

/** `Retry-After` of an answer to too many attempts. */
export const RETRY_ATTEMPT_SECONDS = ATTEMPTS.windowMs / 1000;

/**
 * The signatures of links for their visitors: minimum validity, and the interval that the end is rounded
 * up to.
 */
export const PROOFS = { validMs: 3_600_000, roundMs: 3_600_000 } as const;

/** Interval for writing the views of links: one write of each link that was viewed. */
export const VIEWS_WRITTEN_MS = 60_000;

/** One `POST /session`. */
export const SIGN_IN_BYTES = 4 * 1024;

/**
 * Sessions: random bytes of their tokens, how long they are valid, how long a cell does not read one again,
 * and how many a cell remembers.
 */
export const SESSIONS = {
  tokenBytes: 32,
  validMs: 30 * 24 * 3_600_000,
  cachedMs: 60_000,
  remembered: 10_000,
} as const;
