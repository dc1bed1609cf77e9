import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

/**
 * Handles messages one after the other. SQS redelivers each message for which `handle` returns false.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export async function handleEach(
  messages: readonly SQSRecord[],
  handle: (message: SQSRecord) => Promise<boolean>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const message of messages) {
    if (!(await handle(message))) batchItemFailures.push({ itemIdentifier: message.messageId });
  }
  return { batchItemFailures };
}
