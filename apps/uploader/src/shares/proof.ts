import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Share } from '@galeria/catalog';
import { PROOFS } from '../limits.ts';

/** The subject of a proof: that the visitor knows the password, or that the share has an item. */
type Claim = 'unlocked' | `original ${string}`;

export interface Proof {
  /** Seconds since 1970. */
  readonly until: number;
  readonly proof: string;
}

/**
 * Proves something to every cell for a while, by the link's own key. It stays the same for an hour, so
 * that answers do.
 */
export function prove(share: Share, claim: Claim, now = Date.now()): Proof {
  const until = (Math.ceil(now / PROOFS.roundMs) * PROOFS.roundMs + PROOFS.validMs) / 1000;
  return { until, proof: sign(share, claim, until).toString('base64url') };
}

export function isProven(
  share: Share,
  claim: Claim,
  { until, proof }: Proof,
  now = Date.now(),
): boolean {
  const expected = sign(share, claim, until);
  const given = Buffer.from(proof, 'base64url');
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  return isSigned && until * 1000 > now;
}

const sign = ({ signingKey }: Share, claim: Claim, until: number): Buffer =>
  createHmac('sha256', Buffer.from(signingKey, 'base64')).update(`${claim} ${until}`).digest();
