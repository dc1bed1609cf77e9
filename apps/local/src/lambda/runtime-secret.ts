import { randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits. */
const SECRET_BYTES = 32;

export interface RuntimeSecret {
  /** Safe in a URL path. */
  readonly text: string;
  /** Compares in constant time. */
  equals(candidate: string): boolean;
}

/**
 * Creates the secret of one execution environment. In AWS only the sandbox reaches its Runtime API. On
 * loopback every user of the machine can, so requests must contain the secret.
 */
export function createRuntimeSecret(): RuntimeSecret {
  const text = randomBytes(SECRET_BYTES).toString('base64url');
  const bytes = Buffer.from(text);
  return {
    text,
    equals(candidate) {
      const other = Buffer.from(candidate);
      return other.length === bytes.length && timingSafeEqual(other, bytes);
    },
  };
}
