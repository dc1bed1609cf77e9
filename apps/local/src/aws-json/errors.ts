import { errorTable } from '@galeria/media/errors';

/**
 * What a request is refused with before SQS or DynamoDB sees it.
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
  UnrecognizedClientException: { status: 403, title: 'The access key ID is not known' },
} as const;

export class AwsJsonError extends errorTable('AwsJsonError', table) {}

/** What the log says of a failed read or write, beside the folder and SQLite's error. */
export const diskFault = 'the disk failed; free some space, or check the disk';
