/** The bounds of uploads by the page: bytes, counts, milliseconds. */

const MiB = 2 ** 20;

/** The largest file that the server accepts, by the main type that the browser knows. */
const MOST_BYTES: Readonly<Record<string, number>> = {
  image: 200 * MiB,
  text: 100 * MiB,
  application: 100 * MiB,
};
const MOST_BYTES_ELSE = 5 * 1024 * MiB;

/** Bytes of the largest file of a MIME type. The server judges by the first bytes, and has the last word. */
export const mostBytesOf = (mimeType: string): number =>
  MOST_BYTES[mimeType.replace(/\/.*/, '')] ?? MOST_BYTES_ELSE;

/** Concurrent uploads: enough to use the bandwidth, below the browser's connection limit. */
export const PARALLEL = 3;

/** Larger files are sent by tus, which continues after a cut. */
export const RESUMABLE_BYTES = 5 * MiB;

/** Bytes of one tus request: a firewall or proxy in front of a cell may take no longer bodies. */
export const CHUNK_BYTES = 16 * MiB;

/** Pauses before a failed request is repeated, about ten minutes in all. Progress starts them anew. */
export const RETRY_MS: readonly number[] = [
  500,
  1_000,
  2_000,
  4_000,
  8_000,
  15_000,
  ...Array.from({ length: 20 }, () => 30_000),
];

/** The server deletes an unfinished upload after this time. */
export const EXPIRES_MS = 24 * 3_600_000;
