/**
 * The end of a lease compared with the clock of whoever looks, which may be another machine's or may
 * have been set since. A wrong answer costs an attempt too many or a wait, and never a result: what is
 * recorded needs the lease's owner.
 */

/**
 * No lease lasts so long. One that seems to was granted by a clock that is wrong, or that was set back
 * since, and counts as lapsed: otherwise its item would wait until the clocks agree. Milliseconds.
 */
const LONGEST_LEASE_MS = 15 * 60_000;

/** The condition of a write that may take a lapsed lease away. */
export const LEASE_LAPSED = '(#leaseUntil < :now OR #leaseUntil > :latestEnd)';

/** The values that `LEASE_LAPSED` names. */
export const leaseClock = (now: number) => ({ now, latestEnd: now + LONGEST_LEASE_MS });

/** Whether a lease ended by this time; one without an end did. */
export const isLapsed = (leaseUntil: number | undefined, now: number): boolean =>
  leaseUntil === undefined || leaseUntil < now || leaseUntil > now + LONGEST_LEASE_MS;
