/** Bounds and rates of a simulated world. Times in milliseconds of virtual time. */

/** When every run begins. */
export const EPOCH_MS = Date.UTC(2026, 0, 15, 12);

/** Events of one run, before it counts as one that does not end. */
export const EVENTS_MOST = 400_000;

/** The latencies' means: of one way through the network, of a share that is slow, of a call of the disk. */
export const LATENCY = { networkMs: 4, slowShare: 0.1, slowMs: 100, diskMs: 0.5 } as const;

/** How late a request that its sender gave up may still take effect. */
export const LATE_EFFECT_MS = 8_000;

/** How long after the last fault everything accepted must have come to its end. */
export const SETTLE_MS = 2 * 3_600_000;

/** How often the world looks whether it has come to rest. */
export const LOOK_MS = 5_000;

/** A key counts as revoked after `KEYS_REFRESH_MS` of the uploader, and a request's time. */
export const REVOKED_AFTER_MS = 62_000;

/** Seeds that one process runs, before a new one takes its place: memory of a process only grows. */
export const SEEDS_A_PROCESS = 100;
