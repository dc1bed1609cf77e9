import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { ChaosCloud } from './cloud.ts';

/** The most messages in one request to SQS. */
const BATCH = 10;

/**
 * Sends dead-lettered erasures again, as their runbook tells an operator to. On a busy machine ten
 * receives can pass before a function starts.
 */
export async function redriveErasures({ queues, servers: { sqs } }: ChaosCloud): Promise<void> {
  const urlOf = (name: string) =>
    Object.entries(queues).find(([arn]) => arn.endsWith(`:${name}`))?.[1];
  const [source, dead] = [urlOf('erasures'), urlOf('erasures-dead')];
  if (!source || !dead) throw new TypeError('the program declares no queue of erasures');
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: dead, MaxNumberOfMessages: BATCH }),
  );
  for (const { Body, ReceiptHandle } of Messages) {
    await sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: Body }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }));
  }
}
