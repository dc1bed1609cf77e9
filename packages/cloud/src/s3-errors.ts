import { S3ServiceException } from '@aws-sdk/client-s3';

/** The HTTP status of an S3 error response; undefined for any other error. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/**
 * Whether S3 answered with this error code, which the SDK gives the error as its name. A response to
 * HEAD has no body and therefore no code: the SDK names its 404 `NotFound`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof S3ServiceException && error.name === code;
