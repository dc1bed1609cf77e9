import { createHash, randomBytes } from 'node:crypto';

/** Bytes that are detected as JPEG, by the first ones only. */
export const jpegLike = (size: number): Buffer =>
  Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), randomBytes(size - 11)]);

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
