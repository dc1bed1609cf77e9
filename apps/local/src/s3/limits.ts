const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * What one request may ask for. Sizes are in bytes, times in milliseconds.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 * https://docs.aws.amazon.com/general/latest/gr/s3.html#limits_s3
 */
export const limits = {
  /** One PUT or one part. */
  putBytes: 5 * GiB,
  /** Every part but the last. */
  smallestPartBytes: 5 * MiB,
  /** Part numbers run from 1 to this. */
  parts: 10_000,
  /** The UTF-8 form of a key. */
  keyBytes: 1024,
  /** Names and values of the user metadata together. */
  userMetadataBytes: 2 * KiB,
  /** Items in a page of any list, and keys in one DeleteObjects. */
  pageItems: 1000,
  /** CompleteMultipartUpload with 10,000 parts and their SHA-256 is about 1.5 MiB. */
  xmlBytes: 2 * MiB,
  /** Request line and headers, as Node counts them. */
  headerBytes: 16 * KiB,
  /** A line that frames an aws-chunked body: a size and a signature, or a trailer. */
  chunkLineBytes: 1 * KiB,
  /** How many framing lines may follow the last chunk. */
  trailers: 8,
  /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
  presignedSeconds: 7 * 24 * 60 * 60,
  /** Between our clock and the signature's. */
  clockSkewMs: 15 * 60 * 1000,
  /** A connection on which nothing moves is closed. */
  idleMs: 120_000,
  /** How long close() waits for requests in progress before it cuts them. */
  closeGraceMs: 2000,
} as const;
