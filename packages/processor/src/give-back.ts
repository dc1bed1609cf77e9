import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { LeaseHeldError } from './errors.ts';
import type { Services } from './services.ts';

const FIRST_DELAY_SECONDS = 10;
const LONGEST_DELAY_SECONDS = 900;

/**
 * When a message that could not be done is to come again: after 10, 30, 90, 270, 810 and then every
 * 900 seconds, or as soon as the lease can have lapsed where somebody else works on its item. What
 * is not given back, because its processor died, comes after the queue's visibility timeout.
 */
export function delaySeconds(error: unknown, received: number): number {
  if (error instanceof LeaseHeldError) return error.seconds;
  return Math.min(FIRST_DELAY_SECONDS * 3 ** (received - 1), LONGEST_DELAY_SECONDS);
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export async function giveBack(
  { sqs }: Services,
  queueUrl: string,
  { receiptHandle }: SQSRecord,
  seconds: number,
): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}
