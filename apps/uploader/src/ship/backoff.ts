import { SHIP_RETRY } from '../limits.ts';

/**
 * The delay before the next attempt, in milliseconds: exponential with full jitter, so that the files
 * of a full spool do not retry at the same time.
 *
 * @param failures consecutive failures, from 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(SHIP_RETRY.longestMs, SHIP_RETRY.firstMs * 2 ** (failures - 1));
  return Math.round(random() * ceiling);
}

/**
 * The rest of the delay that an earlier process set, in milliseconds. Bounded by the longest delay, as
 * the clock may have been set back since.
 */
export const remainingDelay = (nextAt: number, now: number = Date.now()): number =>
  Math.min(SHIP_RETRY.longestMs, Math.max(0, nextAt - now));
