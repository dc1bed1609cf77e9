/** Every bound of the uploader that is no configuration: bytes, counts, milliseconds. */

const MiB = 2 ** 20;

/** A single PUT up to here; above it, multipart with parts of this size. @see design: S3 checksums */
export const PART_BYTES = 64 * MiB;

/** How much is collected before it is written and hashed in one go… */
export const WRITE_BYTES = MiB;
/** …less where many files are being received: this is for all of them together. */
export const RECEIVE_BYTES = 64 * MiB;
/** So many chunks are kept apart before they are put together: a byte that comes alone costs hundreds. */
export const LOOSE_CHUNKS = 256;

/** A stored file name's length in UTF-8. */
export const FILENAME_BYTES = 1024;

export const USER_AGENT_CHARACTERS = 256;

/**
 * What a multipart body may hold beside its files. Fields are parsed and left unread: their values
 * are cut to next to nothing, since they are held in memory.
 */
export const MULTIPART = {
  fields: 100,
  fieldBytes: 1024,
  headerPairs: 32,
  /** Of one part: a file name of 10 kB fits. */
  headerBytes: 16 * 1024,
} as const;

/** How often the pace of a request is looked at. */
export const PACE_CHECK_MS = 5_000;

/** How often Node looks for headers and requests that take too long. */
export const CONNECTIONS_CHECK_MS = 5_000;

/** After no body has been received for so long, what the last ones left behind is collected. */
export const COLLECT_AFTER_MS = 10_000;
/** And once more, when what that found has been finalised. */
export const COLLECT_AGAIN_MS = 500;

/** How long the rest of a refused body is read away, so that the client gets to see the refusal. */
export const DRAIN_MS = 10_000;

/** How long a stop waits for what is just being shipped, which the next start does again. */
export const STOP_SHIPPING_MS = 5_000;

/** Acceptance asks the catalog about an item at most so long, and after no answer not for a while. */
export const DESCRIBE_PATIENCE = { waitMs: 300, pauseMs: 5_000 } as const;
/** The same for a look at an item that is in this spool, which can say `received` by itself. */
export const SPOOLED_PATIENCE = { waitMs: 1_000, pauseMs: 5_000 } as const;

/** What a client that met a full spool or an absent cloud is told to wait. */
export const RETRY_AFTER_SECONDS = 30;

/** How often what a failing medium did not let go of is taken away once more. */
export const DISCARD_AGAIN_MS = 5_000;

/** Folders read at a time when a spool is opened. */
export const RECOVER_PARALLEL = 32;

export const KEYS_REFRESH_MS = 60_000;

/** Files shipped at a time: new ones, those that go in parts, and those that failed before. */
export const SHIP_PARALLEL = { fresh: 4, large: 2, retry: 4 } as const;
/** How long a failed one waits: doubled each time, with jitter. */
export const SHIP_RETRY = { firstMs: 500, longestMs: 30_000 } as const;

/** An upload that has waited so long for its turn is announced to the catalog meanwhile. */
export const ANNOUNCE_AFTER_MS = 500;
export const ANNOUNCE_PARALLEL = 4;

/** How often the spool's depth goes to the log. */
export const BACKLOG_LOG_MS = 60_000;

/** Refusals that wait to be written into the audit; further ones are in the log only. */
export const AUDIT_WAITING = 1000;
/** Of a refusal, what the client was told, in UTF-16 units. */
export const AUDIT_DETAIL = 300;
/** What of the audit is read where nobody says from when. */
export const AUDIT_SPAN_MS = 7 * 24 * 3_600_000;

/**
 * When after its start, and how often then, a cell looks for items that nobody works on, each with
 * half of it as jitter; and how many of each sort it takes on.
 */
export const SWEEP = { firstMs: 4_000, everyMs: 60_000, items: 100 } as const;

/** What one `POST /retries` looks at before it answers. */
export const RETRIES = { pages: 10, pageItems: 100, bodyBytes: 16 * 1024 } as const;

/**
 * The signed addresses of a private gallery: for how long one is good at the least, what its end is
 * rounded up to, and how many signatures are kept at hand.
 */
export const ADDRESSES = { validMs: 3_600_000, roundMs: 3_600_000, remembered: 50_000 } as const;
