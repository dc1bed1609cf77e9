/** Time-out of opening a connection to any service, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Default time-outs of one attempt of one request, in milliseconds. S3 has the longest: a request may
 * carry a whole part of an object.
 */
export const REQUEST_TIMEOUT_MS = { s3: 30_000, sqs: 10_000, dynamodb: 5_000 } as const;

/** Attempts of one request, the first included, with the SDK's backoff between them. */
export const MAX_ATTEMPTS = 3;

/** Items and upload records recovered at a time; each costs about two requests to S3 and to the catalog. */
export const RECOVERY_CONCURRENCY = 16;
