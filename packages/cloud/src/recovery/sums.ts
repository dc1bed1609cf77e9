import { hash } from 'node:crypto';
import type { MediaId, UploadId } from '@galeria/media';

/** Hexadecimal digits of an id that select its bucket: 65,536 buckets, 15 items each at a million. */
const DIGITS = 4;
const BUCKETS = 16 ** DIGITS;
/** Words of 32 bits in a hash: 128 bits, so that two different sets do not collide by chance. */
const WORDS = 4;

/**
 * Compares two sets of any size in 1 MiB of memory.
 *
 * Each bucket holds the sum of the hashes of the expected members minus the sum of the hashes of the
 * members found, in any order; the sum is zero where both are equal. Ids are SHA-256s, so the buckets
 * fill evenly. The set hash is AdHash, four words of 32 bits wide. It need not resist a deliberate
 * collision: whoever can write to the buckets can do worse.
 * @see https://cseweb.ucsd.edu/~mihir/papers/inchash.pdf (Bellare and Micciancio, 1997)
 */
export function openSums() {
  const sums = new Uint32Array(BUCKETS * WORDS);
  const isZero = (bucket: number): boolean =>
    sums.subarray(bucket * WORDS, (bucket + 1) * WORDS).every((word) => word === 0);
  const add = (id: MediaId, member: string, sign: 1 | -1): void => {
    const digest = hash('sha256', member, 'buffer');
    const first = bucketOf(id) * WORDS;
    for (const [word, sum] of sums.subarray(first, first + WORDS).entries()) {
      // Uint32Array stores values modulo 2^32.
      sums[first + word] = sum + sign * digest.readUInt32LE(word * Uint32Array.BYTES_PER_ELEMENT);
    }
  };
  return {
    expect: (id: MediaId, member: string): void => add(id, member, 1),
    found: (id: MediaId, member: string): void => add(id, member, -1),
    /** Whether the bucket of this id differs. */
    differ: (id: MediaId): boolean => !isZero(bucketOf(id)),
    /** The id prefixes of the buckets that differ, in ascending order. */
    differing: (): string[] =>
      Array.from({ length: BUCKETS }, (_, bucket) => bucket)
        .filter((bucket) => !isZero(bucket))
        .map((bucket) => bucket.toString(16).padStart(DIGITS, '0')),
  };
}

export type Sums = ReturnType<typeof openSums>;

/** A name that is not a media id goes to a fixed, arbitrary bucket. */
const bucketOf = (id: MediaId): number => Number.parseInt(id.slice(0, DIGITS), 16) || 0;

/** Maps an upload to the buckets: ULIDs begin with their time and would not fill the buckets evenly. */
export const shardOfUpload = (upload: UploadId): string => hash('sha256', upload);
