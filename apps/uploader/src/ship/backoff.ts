import { SHIP_RETRY } from '../limits.ts';

/**
 * How long to wait before the next try, in milliseconds: exponential, with full jitter, so that a
 * spool full of files does not come back all at once.
 *
 * @param failures tries that failed in a row, from 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(SHIP_RETRY.longestMs, SHIP_RETRY.firstMs * 2 ** (failures - 1));
  return Math.round(random() * ceiling);
}

/**
 * How long an earlier process still meant to wait, in milliseconds; never longer than any pause, as
 * the clock may have been set back since.
 */
export const remainingPause = (nextAt: number, now: number = Date.now()): number =>
  Math.min(SHIP_RETRY.longestMs, Math.max(0, nextAt - now));
