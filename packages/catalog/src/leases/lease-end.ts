/**
 * Compares the end of a lease with the local clock, which may differ from the clock that granted it. A
 * wrong answer costs a redundant attempt or a wait, never a result: only the owner of the lease can
 * record one.
 */

/**
 * No lease is longer, in milliseconds. A lease that ends later was granted by a wrong clock, or by one
 * that was set back afterwards, and counts as lapsed: otherwise its item would wait until the clocks
 * agree.
 */
const LONGEST_LEASE_MS = 15 * 60_000;

/** Condition: the lease lapsed. */
export const LEASE_LAPSED = '(#leaseUntil < :now OR #leaseUntil > :latestEnd)';

/** The values of `LEASE_LAPSED`. */
export const leaseClock = (now: number) => ({ now, latestEnd: now + LONGEST_LEASE_MS });

/** Whether a lease lapsed by this time. A missing lease counts as lapsed. */
export const isLapsed = (leaseUntil: number | undefined, now: number): boolean =>
  leaseUntil === undefined || leaseUntil < now || leaseUntil > now + LONGEST_LEASE_MS;
