/** Share of the requests that the slopes leave out, since they fill caches and pools. */
export const WARM_UP_SHARE = 0.3;

/** The most samples of a run, and the fewest requests between two samples. */
export const SAMPLES = { most: 30, leastRequests: 100 } as const;

/** Time-out for draining the spool before a sample. Files that are left then have leaked. */
export const DRAIN_TIMEOUT_MS = 10_000;

/** Time-out of a process that collects its garbage and reports its memory. */
export const PROBE_TIMEOUT_MS = 60_000;

export const CLIENTS = 6;

/**
 * The largest growth for each request: the slope of a straight line through the samples. A run of `n`
 * requests is allowed `SLACK / n` more, since the slope of a short run is less certain.
 */
export const STEEPEST = {
  /** Bytes. A leaked abort takes 7 kB, a query whose iterator stays open 69 kB. */
  hostMemory: 2048,
  cellMemory: 1024,
  /** Open files and sockets. */
  descriptors: 0.001,
  /** Folders of requests in `incoming` and `ready`, and the files in them. */
  folders: 0.0005,
  inodes: 0.001,
} as const;

/** The allowed difference between the first and the last sample without growth. */
export const SLACK = {
  hostMemory: 16 * 2 ** 20,
  cellMemory: 12 * 2 ** 20,
  /**
   * Up to twelve execution environments of functions start when the load asks for them, each with about
   * four pipes and sockets in the host. On a busy machine some start late in a run.
   */
  descriptors: 48,
  folders: 2,
  inodes: 6,
} as const;
