const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * The limits of a request. Sizes are in bytes, times in milliseconds.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 * https://docs.aws.amazon.com/general/latest/gr/s3.html#limits_s3
 */
export const limits = {
  /** Maximum size of a PUT or part. */
  putBytes: 5 * GiB,
  /** Minimum size of every part but the last. */
  smallestPartBytes: 5 * MiB,
  /** Highest part number; the first is 1. */
  parts: 10_000,
  /** Maximum size of a key in UTF-8. */
  keyBytes: 1024,
  /** Maximum total size of the names and values of user metadata. */
  userMetadataBytes: 2 * KiB,
  /** Maximum number of items in a page of a list, and of keys in a DeleteObjects request. */
  pageItems: 1000,
  /** CompleteMultipartUpload with 10,000 parts and their SHA-256 is about 1.5 MiB. */
  xmlBytes: 2 * MiB,
  /** Maximum size of the request line and headers, as counted by Node. */
  headerBytes: 16 * KiB,
  /**
   * Maximum length of a framing line of an aws-chunked body: chunk size and signature, or a trailer.
   */
  chunkLineBytes: 1 * KiB,
  /** Maximum number of lines after the last chunk. */
  trailers: 8,
  /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
  presignedSeconds: 7 * 24 * 60 * 60,
  /** Maximum clock skew of a signature. */
  clockSkewMs: 15 * 60 * 1000,
  /** Idle connections are closed after this time. */
  idleMs: 120_000,
  /** Time that close() waits for requests in progress before it aborts them. */
  closeGraceMs: 2000,
} as const;
