import type { Service } from '@galeria/local/servers';

/** The ways in which a service fails. */
export const modes = ['refuse', 'hang', 'unavailable', 'throttle', 'cut', 'twice'] as const;

export type Mode = (typeof modes)[number];

/** The share of the requests that a mode affects. */
export const shares: Readonly<Record<Mode, number>> = {
  refuse: 1,
  hang: 1,
  unavailable: 1,
  throttle: 0.8,
  cut: 0.6,
  twice: 0.6,
};

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const s3Error = (status: number, code: string): ErrorAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

const jsonError = (status: number, type: string): ErrorAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: type, message: type }),
});

/**
 * The answers of each service when it is overloaded or unavailable.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
export const errorAnswers: Readonly<
  Record<Service, Readonly<Record<'unavailable' | 'throttle', ErrorAnswer>>>
> = {
  s3: {
    unavailable: s3Error(503, 'ServiceUnavailable'),
    throttle: s3Error(503, 'SlowDown'),
  },
  dynamodb: {
    unavailable: jsonError(500, 'com.amazonaws.dynamodb.v20120810#InternalServerError'),
    throttle: jsonError(
      400,
      'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    ),
  },
  sqs: {
    unavailable: jsonError(503, 'com.amazonaws.sqs#ServiceUnavailable'),
    throttle: jsonError(403, 'com.amazonaws.sqs#RequestThrottled'),
  },
};
