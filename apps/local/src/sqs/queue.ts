import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  type CreateQueueCommandInput,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/**
 * Creates the queue or updates the attributes of an existing one. CreateQueue refuses an existing name
 * with other attributes, which the program may have changed since the last start.
 * @returns the queue's URL
 */
export async function ensureQueue(sqs: SQSClient, input: CreateQueueCommandInput): Promise<string> {
  const existing = await queueUrl(sqs, input.QueueName);
  if (existing === undefined) {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand(input));
    assert(QueueUrl, 'CreateQueue returns the URL');
    return QueueUrl;
  }
  if (input.Attributes !== undefined && Object.keys(input.Attributes).length > 0) {
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: existing, Attributes: input.Attributes }),
    );
  }
  return existing;
}

async function queueUrl(sqs: SQSClient, name: string | undefined): Promise<string | undefined> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
