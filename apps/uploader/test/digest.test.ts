import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createDigest } from '../src/receive/digest.ts';
import { objectChecksum } from '../src/ship/checksum.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes);
const bytes = Buffer.from('abcdefghijklmnopqrstuvwxyz');

/** The expected digests, for parts of ten bytes. */
const partsOf = (some: Buffer) =>
  [0, 10, 20]
    .filter((start) => start < some.length)
    .map((start) => sha256(some.subarray(start, start + 10)).digest('base64'));

test.each([[1], [3], [10], [11], [26]])('hashes parts across chunks of %i bytes', (chunk) => {
  for (const length of [1, 9, 10, 11, 20, 21, 26]) {
    const some = bytes.subarray(0, length);
    const digest = createDigest(10);
    for (let at = 0; at < length; at += chunk) digest.update(some.subarray(at, at + chunk));
    expect(digest.end()).toEqual({
      id: sha256(some).digest('hex'),
      size: length,
      ...(length > 10 ? { partSize: 10, parts: partsOf(some) } : {}),
    });
  }
});

test('the checksum of an object in parts is the digest of the digests of its parts', () => {
  const parts = partsOf(bytes);
  const all = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  const file = { id: sha256(bytes).digest('hex'), parts } as Parameters<typeof objectChecksum>[0];
  expect(objectChecksum(file)).toBe(`${sha256(all).digest('base64')}-3`);
});
