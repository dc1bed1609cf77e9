import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { LeaseHeldError } from './errors.ts';
import type { Services } from './services.ts';

const FIRST_DELAY_SECONDS = 10;
const LONGEST_DELAY_SECONDS = 900;

/**
 * The delay before a failed message is delivered again: 10, 30, 90, 270, 810 and then 900 seconds, or
 * the rest of the lease where another processor owns it. A message whose processor died is delivered
 * again after the visibility timeout of the queue.
 */
export function delaySeconds(error: unknown, received: number): number {
  if (error instanceof LeaseHeldError) return error.seconds;
  return Math.min(FIRST_DELAY_SECONDS * 3 ** (received - 1), LONGEST_DELAY_SECONDS);
}

/**
 * Changes the visibility timeout of a message, so that SQS delivers it again after the delay.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export async function retryLater(
  { sqs }: Pick<Services, 'sqs'>,
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
