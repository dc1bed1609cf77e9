import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SpoolEntry } from '../../src/spool/spool.ts';

/** Bytes that are detected as JPEG, by the first ones only. */
export const jpegLike = (size: number): Buffer =>
  Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), randomBytes(size - 11)]);

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes of a file in the spool. */
export async function bytesOf({ path, offset = 0, size }: SpoolEntry): Promise<Buffer> {
  return (await readFile(path)).subarray(offset, offset + size);
}
