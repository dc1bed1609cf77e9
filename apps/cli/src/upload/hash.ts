import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The SHA-256 of a file in lower-case hexadecimal, which is the id of its item. */
export async function idOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, ...(signal ? [{ signal }] : []));
  return hash.digest('hex');
}

/** A field of RFC 9530 with the digest of a whole file. */
export const reprDigest = (id: string): string =>
  `sha-256=:${Buffer.from(id, 'hex').toString('base64')}:`;
