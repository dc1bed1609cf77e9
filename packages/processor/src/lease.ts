import type { Claim } from '@galeria/catalog';
import type { Log } from './log.ts';
import type { Services } from './services.ts';

/**
 * How long an item stays with a processor that is not heard of any more: short, so that one that was
 * killed does not keep others away for the whole of its function's timeout.
 */
export const LEASE_SECONDS = 15;

const RENEWAL_MS = 5_000;

/**
 * Renews a lease for as long as the work takes, and returns what ends that. A renewal that fails is
 * only noted: should somebody else take the item over, recording the result fails, and that counts.
 */
export function keepLease({ catalog }: Services, claim: Claim, log: Log): () => void {
  const timer = setInterval(() => {
    catalog.renew(claim, LEASE_SECONDS).catch((error: unknown) => {
      log.warn('the lease could not be renewed', { error });
    });
  }, RENEWAL_MS);
  return () => clearInterval(timer);
}
