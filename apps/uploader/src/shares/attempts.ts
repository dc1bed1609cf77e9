import { LRUCache } from 'lru-cache';
import { reduceAddress } from '../audit/address.ts';
import { UploaderError } from '../errors.ts';
import { ATTEMPTS } from '../limits.ts';

/**
 * Counts attempts at the password of a link: from each network, and from all of them together.
 *
 * @returns a function that counts one; it throws UploaderError `too-many-attempts`
 */
export function createAttempts() {
  const counts = new LRUCache<string, number>({
    max: ATTEMPTS.remembered,
    ttl: ATTEMPTS.windowMs,
    // The window begins with the first attempt.
    noUpdateTTL: true,
  });

  function count(name: string, most: number): void {
    const attempts = (counts.get(name) ?? 0) + 1;
    counts.set(name, attempts);
    if (attempts > most) throw new UploaderError('too-many-attempts');
  }

  return (share: string, address: string | undefined): void => {
    count(`${share} ${reduceAddress(address, 'truncated') ?? ''}`, ATTEMPTS.ofNetwork);
    count(share, ATTEMPTS.ofShare);
  };
}
