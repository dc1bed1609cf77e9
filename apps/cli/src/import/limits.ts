/** The bounds of `galeria import`: counts, milliseconds. */

/** Items that are edited at a time. */
export const EDIT_PARALLEL = 8;

/** Items that are asked about together until they are processed, how often, and for how long without progress. */
export const SETTLE = { items: 1_000, pollMs: 1_000, stalledMs: 10 * 60_000 } as const;

/** Bytes of a sidecar or list beside a file; longer ones are left out. */
export const SIDECAR_BYTES = 2 ** 20;
