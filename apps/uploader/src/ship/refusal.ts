import { S3ServiceException } from '@aws-sdk/client-s3';

/** Why a file is put aside instead of being tried for ever. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * S3's 4xx that say nothing of the file: rights, clocks, credentials and buckets are mended by a
 * person or by time, and then the file ships.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const PASSING = new Set([
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
const PASSING_STATUS = new Set([401, 403, 408, 409, 412, 429]);

/** A permanent refusal of S3; undefined where trying again can help. */
export function permanentRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  const status = error.$metadata.httpStatusCode ?? 500;
  if (status < 400 || status >= 500) return undefined;
  if (PASSING_STATUS.has(status) || PASSING.has(error.name)) return undefined;
  // The bucket's key is disabled or not to be had: the file is not at fault either.
  if (error.name.startsWith('KMS.')) return undefined;
  return { code: error.name, message: error.message };
}
