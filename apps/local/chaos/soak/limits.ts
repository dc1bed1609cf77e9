/** How many requests of a run are left out of the slopes: caches, code and pools are filled by them. */
export const WARM_UP_SHARE = 0.3;

/** How often a run is measured: so many times at most, and with so many requests in between at least. */
export const SAMPLES = { most: 30, leastRequests: 100 } as const;

/** Before a measurement the spool may take this long to drain. What is left then has leaked. */
export const DRAIN_TIMEOUT_MS = 10_000;

/** How long a process may take to collect its garbage and to say what it occupies. */
export const PROBE_TIMEOUT_MS = 60_000;

export const CLIENTS = 6;

/**
 * What may be added for each request, by the slope of a straight line through the measurements. A slope
 * of a short run is less certain, so that a run of `n` requests gets `SLACK / n` on top.
 */
export const STEEPEST = {
  /** Bytes. An abort that is kept takes 7 kB, a query whose iterator stays open 69 kB. */
  hostMemory: 2048,
  cellMemory: 1024,
  /** Open files and sockets. */
  descriptors: 0.001,
  /** Folders of requests in `incoming` and `ready`, and the files in them. */
  folders: 0.0005,
  inodes: 0.001,
} as const;

/** How far a measurement that has no slope may be off from the first to the last. */
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
