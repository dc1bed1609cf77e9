import { S3ServiceException } from '@aws-sdk/client-s3';

/** The reason to quarantine a file instead of retrying. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * S3's 4xx errors that are not caused by the file: permissions, clocks, credentials and buckets get
 * fixed, and then the file ships.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const TRANSIENT = new Set([
  'AuthorizationHeaderMalformed',
  'ExpiredToken',
  'IncompleteBody',
  'InvalidToken',
  'NoSuchBucket',
  'NoSuchUpload',
  'OperationAborted',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'TokenRefreshRequired',
]);
const TRANSIENT_STATUS = new Set([401, 403, 408, 409, 412, 429]);

/** The reason for a permanent rejection by S3; undefined if a retry can succeed. */
export function permanentRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  const status = error.$metadata.httpStatusCode ?? 500;
  if (status < 400 || status >= 500) return undefined;
  if (TRANSIENT_STATUS.has(status) || TRANSIENT.has(error.name)) return undefined;
  // The bucket's KMS key is disabled or unavailable: not caused by the file either.
  if (error.name.startsWith('KMS.')) return undefined;
  return { code: error.name, message: error.message };
}
