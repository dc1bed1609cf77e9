/** Every bound of the uploader that is no configuration: bytes, counts, milliseconds. */

const MiB = 2 ** 20;

/** A single PUT up to here; above it, multipart with parts of this size. @see design: S3 checksums */
export const PART_BYTES = 64 * MiB;

/** How much is collected before it is written and hashed in one go. */
export const WRITE_BYTES = MiB;

/** A stored file name's length in UTF-8. */
export const FILENAME_BYTES = 1024;

export const USER_AGENT_CHARACTERS = 256;

/** What a multipart body may hold beside its files. */
export const MULTIPART = {
  fields: 100,
  fieldBytes: 64 * 1024,
  headerPairs: 32,
} as const;

export const CONNECTIONS = 1000;

/** Silence on a connection after which it is closed. The whole of an upload may take any time. */
export const IDLE_MS = 60_000;

/** How long the rest of a refused body is read away, so that the client gets to see the refusal. */
export const DRAIN_MS = 10_000;

/** How long a stop waits for what is being received. */
export const STOP_MS = 25_000;

/** Acceptance asks the catalog about an item at most this long… */
export const DESCRIBE_MS = 300;
/** …and does not ask again for this long once it got no answer. */
export const DESCRIBE_PAUSE_MS = 5_000;

/** What a client that met a full spool or an absent cloud is told to wait. */
export const RETRY_AFTER_SECONDS = 30;

/** Folders read at a time when a spool is opened. */
export const RECOVER_PARALLEL = 32;

export const KEYS_REFRESH_MS = 60_000;

/** Files shipped at a time, and how long a failed one waits: doubled each time, with jitter. */
export const SHIP_PARALLEL = 4;
export const SHIP_RETRY = { firstMs: 500, longestMs: 30_000 } as const;

export const PAGE = { default: 50, most: 100 } as const;

/** What one request to the store may take: a part of `PART_BYTES` on a slow day. */
export const STORE_TIMEOUT_MS = 60_000;

/** How often a cell looks for items that nobody works on, and how many of each sort it takes on. */
export const SWEEP = { everyMs: 60_000, items: 100 } as const;

/** What one `POST /retries` looks at before it answers. */
export const RETRIES = { pages: 10, pageItems: 100, bodyBytes: 16 * 1024 } as const;

/**
 * The signed addresses of a private gallery: for how long one is good at the least, what its end is
 * rounded up to, and how many signatures are kept at hand.
 */
export const ADDRESSES = { validMs: 3_600_000, roundMs: 3_600_000, remembered: 50_000 } as const;
