import { S3Client } from '@aws-sdk/client-s3';

export interface StoreOptions {
  readonly region?: string;
  /** Silence on a connection after which a request is given up, in milliseconds. */
  readonly requestTimeoutMs?: number;
  /** Tries of one request in all, the SDK's backoff between them. */
  readonly maxAttempts?: number;
}

/** An S3 client none of whose requests can hang for ever. */
export function openStore({
  region,
  requestTimeoutMs = 30_000,
  maxAttempts = 3,
}: StoreOptions = {}): S3Client {
  return new S3Client({
    ...(region === undefined ? {} : { region }),
    maxAttempts,
    requestHandler: {
      connectionTimeout: 2_000,
      requestTimeout: requestTimeoutMs,
      socketTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
}
