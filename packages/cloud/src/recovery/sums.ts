import { hash } from 'node:crypto';
import type { MediaId, UploadId } from '@galeria/media';

/** Digits of an id that name its bucket: 65,536 of them, so at a million items 15 share one. */
const DIGITS = 4;
const BUCKETS = 16 ** DIGITS;
/** Of 32 bits each: 128 bits in all, so that two sets which differ do not meet by chance. */
const LANES = 4;

/**
 * Whether two sets are the same, in memory that does not grow with them: 1 MiB for sets of any size.
 *
 * Each bucket holds the sum of the hashes of what is expected less that of what is found, in whatever
 * order they come; it is zero where the two are the same. Ids are SHA-256s, so the buckets fill evenly.
 * The hash is AdHash in four lanes; it need not withstand somebody who seeks a collision, as whoever
 * can write into the buckets can do worse.
 * @see https://cseweb.ucsd.edu/~mihir/papers/inchash.pdf (Bellare and Micciancio, 1997)
 */
export function openSums() {
  const sums = new Uint32Array(BUCKETS * LANES);
  const isZero = (bucket: number): boolean =>
    sums.subarray(bucket * LANES, (bucket + 1) * LANES).every((lane) => lane === 0);
  const add = (id: MediaId, what: string, sign: 1 | -1): void => {
    const digest = hash('sha256', what, 'buffer');
    const first = bucketOf(id) * LANES;
    for (let lane = 0; lane < LANES; lane++) {
      // Stored modulo 2^32, as all that is written into such an array.
      sums[first + lane]! += sign * digest.readUInt32LE(lane * Uint32Array.BYTES_PER_ELEMENT);
    }
  };
  return {
    expect: (id: MediaId, what: string): void => add(id, what, 1),
    found: (id: MediaId, what: string): void => add(id, what, -1),
    /** Whether anything that has to do with the items of this one's bucket differs. */
    differ: (id: MediaId): boolean => !isZero(bucketOf(id)),
    /** The beginnings of the ids in buckets that differ, in order. */
    differing: (): string[] =>
      Array.from({ length: BUCKETS }, (_, bucket) => bucket)
        .filter((bucket) => !isZero(bucket))
        .map((bucket) => bucket.toString(16).padStart(DIGITS, '0')),
  };
}

export type Sums = ReturnType<typeof openSums>;

/** A name that is no id of ours falls anywhere, and always there. */
const bucketOf = (id: MediaId): number => Number.parseInt(id.slice(0, DIGITS), 16) || 0;

/** Stands for an upload in the sums: a ULID begins with its time, so its own digits would fill few. */
export const shardOfUpload = (upload: UploadId): string => hash('sha256', upload);
