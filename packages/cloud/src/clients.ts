import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { CONNECT_TIMEOUT_MS, MAX_ATTEMPTS, REQUEST_TIMEOUT_MS } from './limits.ts';

/** The options of a client; credentials and endpoints reach the SDK by its own environment variables. */
export interface ClientOptions {
  readonly region?: string;
  /** Time-out of one attempt of one request, in milliseconds; each service has a default. */
  readonly requestTimeoutMs?: number;
}

/** Opens an S3 client. A connection that is silent for the time-out is closed too. */
export const openS3 = (options: ClientOptions = {}): S3Client =>
  new S3Client(settings(options, REQUEST_TIMEOUT_MS.s3));

/** Opens an SQS client. */
export const openSqs = (options: ClientOptions = {}): SQSClient =>
  new SQSClient(settings(options, REQUEST_TIMEOUT_MS.sqs));

/** Opens a DynamoDB client, as `openCatalog` takes it. */
export const openDynamoDb = (options: ClientOptions = {}): DynamoDBClient =>
  new DynamoDBClient(settings(options, REQUEST_TIMEOUT_MS.dynamodb));

/** Without `throwOnRequestTimeout`, the SDK only logs a warning when the time-out passes. */
const settings = ({ region, requestTimeoutMs }: ClientOptions, defaultTimeoutMs: number) => ({
  ...(region === undefined ? {} : { region }),
  maxAttempts: MAX_ATTEMPTS,
  requestHandler: {
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: requestTimeoutMs ?? defaultTimeoutMs,
    socketTimeout: requestTimeoutMs ?? defaultTimeoutMs,
    throwOnRequestTimeout: true,
  },
});
