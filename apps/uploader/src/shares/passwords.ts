import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordHash } from '@galeria/catalog';
import pLimit from 'p-limit';
import { UploaderError } from '../errors.ts';
import { SCRYPT } from '../limits.ts';

export interface Passwords {
  hash(password: string): Promise<PasswordHash>;
  matches(password: string, hash: PasswordHash): Promise<boolean>;
}

/**
 * Hashes passwords, `SCRYPT.parallel` at a time: each takes memory, and a thread that the spool shares.
 *
 * Both methods throw UploaderError `too-many-attempts` if `SCRYPT.waiting` others wait.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7914
 */
export function createPasswords(): Passwords {
  const limit = pLimit(SCRYPT.parallel);

  function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
    if (limit.pendingCount >= SCRYPT.waiting) throw new UploaderError('too-many-attempts');
    return limit(() => deriveKey(password, salt, cost));
  }

  return {
    async hash(password) {
      const salt = randomBytes(SCRYPT.saltBytes);
      const { cost, blockSize, parallelization } = SCRYPT;
      const key = await derive(password, salt, { cost, blockSize, parallelization });
      const encoded = { salt: salt.toString('base64'), hash: key.toString('base64') };
      return { ...encoded, cost, blockSize, parallelization };
    },
    async matches(password, { salt, hash, ...cost }) {
      const expected = Buffer.from(hash, 'base64');
      const key = await derive(password, Buffer.from(salt, 'base64'), cost);
      return timingSafeEqual(key, expected);
    },
  };
}

type Cost = Omit<PasswordHash, 'salt' | 'hash'>;

function deriveKey(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  // Twice what scrypt needs for its blocks.
  const maxmem = 256 * cost.cost * cost.blockSize;
  const options: ScryptOptions = { ...cost, maxmem };
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // Different keyboards compose the same letter differently.
  scrypt(password.normalize('NFC'), salt, SCRYPT.keyBytes, options, (error, key) =>
    error ? reject(error) : resolve(key),
  );
  return promise;
}
