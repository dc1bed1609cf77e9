import { errorTable } from '@galeria/media/errors';

/**
 * Errors with which a request is refused before it reaches SQS or DynamoDB.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const table = {
  AccessDeniedException: { status: 403, title: 'Access denied' },
  IncompleteSignatureException: {
    status: 403,
    title: 'The request signature does not conform to AWS standards',
  },
  InternalServerError: { status: 500, title: 'The request failed; try again' },
  InvalidSignatureException: { status: 403, title: 'The request signature is not valid' },
  MissingAuthenticationTokenException: {
    status: 403,
    title: 'The request must be signed with an access key',
  },
  RequestEntityTooLargeException: { status: 413, title: 'The request is too large' },
  UnrecognizedClientException: { status: 403, title: 'Unknown access key ID' },
} as const;

export class AwsJsonError extends errorTable('AwsJsonError', table) {}

/** The log message for a failed read or write, in addition to the folder and SQLite's error. */
export const diskFault = 'Disk error: free some space or check the disk';
