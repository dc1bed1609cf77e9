import type { Claim } from '@galeria/catalog';
import type { Log } from './log.ts';
import type { Services } from './services.ts';

/**
 * The length of a lease between renewals: short, so that a processor that was killed does not block the
 * item for the whole timeout of its function.
 */
export const LEASE_SECONDS = 15;

const RENEWAL_MS = 5_000;

/**
 * Renews a lease until the returned function is called. A failed renewal is only logged: if another
 * processor takes the item over, recording the result fails.
 */
export function keepLease({ catalog }: Services, claim: Claim, log: Log): () => void {
  const timer = setInterval(() => {
    catalog.renew(claim, LEASE_SECONDS).catch((error: unknown) => {
      log.warn('lease not renewed', { error });
    });
  }, RENEWAL_MS);
  return () => clearInterval(timer);
}
