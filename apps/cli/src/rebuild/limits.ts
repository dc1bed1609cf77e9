/** How a rebuild keeps to itself beside the uploads that come in meanwhile. */
export const REBUILD = {
  /** Items that wait or are processed at a time: what a killed rebuild leaves behind at the most. */
  underWay: 32,
  /** How often they are looked at, in milliseconds. */
  pollMs: 500,
  /** When one counts as left behind, in milliseconds: a function's ten tries take 80 minutes. */
  patienceMs: 90 * 60_000,
} as const;
