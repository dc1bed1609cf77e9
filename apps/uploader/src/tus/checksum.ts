import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createCRC32 } from 'hash-wasm';
import { UploaderError } from '../errors.ts';
import { compareDigest, sha256Of } from '../receive/digest-fields.ts';

/** Compares the bytes of one request with what the client says of them. */
export interface Check {
  update(chunk: Buffer): void;
  /** @throws UploaderError `checksum-mismatch`, `digest-mismatch` */
  verify(): void;
}

interface Hash {
  update(chunk: Buffer): unknown;
  digest(): Buffer;
}

/** Castagnoli's polynomial, reversed: https://www.rfc-editor.org/rfc/rfc3720#section-12.1 */
const CASTAGNOLI = 0x82f63b78;

const hashes: Readonly<Record<string, () => Promise<Hash>>> = {
  sha1: async () => createHash('sha1'),
  sha256: async () => createHash('sha256'),
  crc32c: async () => {
    const crc = await createCRC32(CASTAGNOLI);
    crc.init();
    return {
      update: (chunk) => crc.update(chunk),
      digest: () => Buffer.from(crc.digest('binary')),
    };
  },
};

/** The names of `Tus-Checksum-Algorithm`. */
export const algorithms: readonly string[] = Object.keys(hashes);

/**
 * The checks that a request asks for, by `Upload-Checksum` and `Content-Digest`.
 *
 * @throws UploaderError `bad-request`
 */
export async function checksOf(headers: IncomingHttpHeaders): Promise<Check[]> {
  const all = await Promise.all([checksumOf(headers), digestOf(headers)]);
  return all.filter((check) => check !== undefined);
}

async function checksumOf(headers: IncomingHttpHeaders): Promise<Check | undefined> {
  const text = headers['upload-checksum'];
  if (text === undefined) return undefined;
  const [, name = '', expected = ''] =
    /^([a-z0-9]+) ([A-Za-z0-9+/]+={0,2})$/.exec(String(text)) ?? [];
  const create = Object.hasOwn(hashes, name) ? hashes[name] : undefined;
  if (!create) {
    const detail = `Upload-Checksum must have one of ${algorithms.join(', ')} and a checksum in Base64`;
    throw new UploaderError('bad-request', { detail });
  }
  const hash = await create();
  return {
    update: (chunk) => void hash.update(chunk),
    verify: () => {
      if (hash.digest().equals(Buffer.from(expected, 'base64'))) return;
      throw new UploaderError('checksum-mismatch', { detail: name });
    },
  };
}

async function digestOf(headers: IncomingHttpHeaders): Promise<Check | undefined> {
  const expected = sha256Of(headers, 'content-digest');
  if (expected === undefined) return undefined;
  const hash = createHash('sha256');
  return {
    update: (chunk) => void hash.update(chunk),
    verify: () => compareDigest(expected, hash.digest('hex'), 'content-digest'),
  };
}
