import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { failedMessageIds } from './batch-response.ts';
import { limits } from './limits.ts';
import { createSlots } from './slots.ts';
import { sqsEvent } from './sqs-event.ts';
import type { LambdaFunction, Log } from './types.ts';
import { createWakeableSleep } from './wakeable-sleep.ts';

export interface EventSourceMappingOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly region: string;
  readonly target: LambdaFunction;
  /** Messages in one invocation, 1 to 10,000; more than 10 needs a window. */
  readonly batchSize: number;
  /** How long a batch may wait to fill, 0 to 300. */
  readonly batchWindowSeconds: number;
  /** Whether the function answers with `batchItemFailures`. */
  readonly reportBatchItemFailures: boolean;
  /** Invocations at the same time; never more than the function's own concurrency. */
  readonly maximumConcurrency?: number;
  readonly log: Log;
}

export interface EventSourceMapping {
  /** Says that there may be something to receive; polls at once. */
  nudge(): void;
  /** Stops receiving and waits for what is in flight. */
  close(): Promise<void>;
}

/**
 * Reads a queue and invokes a function with what it finds, by AWS's rules: a message that the
 * function did not settle stays in flight until its visibility timeout, and the queue's redrive
 * policy counts its receives. Messages are received only when an invocation can start at once, so
 * that their visibility timeout does not run down in a line.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 *
 * It polls with short waits and sleeps longer and longer while there is nothing; whoever knows of a
 * message nudges it.
 */
export function startEventSourceMapping(options: EventSourceMappingOptions): EventSourceMapping {
  const { target, log } = options;
  const slots = createSlots(
    Math.min(options.maximumConcurrency ?? Number.POSITIVE_INFINITY, target.maximumConcurrency),
  );
  const { sleep, wake } = createWakeableSleep();
  let closing = false;
  const say = (message: Record<string, unknown>) =>
    log({ source: target.name, stream: 'platform', message });

  async function poll(): Promise<void> {
    let pause: number = limits.shortestPollMilliseconds;
    for (;;) {
      await slots.take();
      const batch = closing ? [] : await collect();
      if (batch.length > 0) {
        pause = limits.shortestPollMilliseconds;
        void settle(batch).finally(slots.give);
        continue;
      }
      slots.give();
      if (closing) return;
      await sleep(pause);
      pause = Math.min(pause * 2, limits.longestPollMilliseconds);
    }
  }

  /** One batch: what is there now, or what comes within the window after its first message. */
  async function collect(): Promise<Message[]> {
    const batch: Message[] = [];
    let bytes = 0;
    let deadline = Number.POSITIVE_INFINITY;
    while (batch.length < options.batchSize && bytes < limits.batchBytes) {
      const messages = await receive(Math.min(options.batchSize - batch.length, 10));
      if (batch.length === 0) deadline = Date.now() + options.batchWindowSeconds * 1000;
      batch.push(...messages);
      bytes += messages.reduce((sum, { Body }) => sum + Buffer.byteLength(Body ?? ''), 0);
      if (batch.length === 0 || closing || Date.now() >= deadline) break;
      if (messages.length === 0)
        await sleep(Math.min(limits.shortestPollMilliseconds, deadline - Date.now()));
    }
    return batch;
  }

  async function receive(count: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: options.queueUrl,
      MaxNumberOfMessages: count,
      WaitTimeSeconds: 0,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    try {
      return (await options.sqs.send(command)).Messages ?? [];
    } catch (error) {
      say({ level: 'error', msg: 'The queue cannot be read', error: String(error) });
      return [];
    }
  }

  async function settle(batch: Message[]): Promise<void> {
    try {
      const done = await invoke(batch);
      for (let start = 0; start < done.length; start += 10)
        await remove(done.slice(start, start + 10));
    } catch (error) {
      // Whatever went wrong, the messages become visible again by themselves.
      say({ level: 'error', msg: 'A batch cannot be settled', error: String(error) });
    }
  }

  /** @returns the messages that the function is done with */
  async function invoke(batch: Message[]): Promise<Message[]> {
    const result = await target.invoke(sqsEvent(batch, options));
    if (!result.ok) {
      const { requestId, error } = result;
      say({ level: 'error', msg: 'The function failed', requestId, ...error });
      if (!result.delivered) await giveBack(batch);
      return [];
    }
    if (!options.reportBatchItemFailures) return batch;
    const failed = failedMessageIds(
      result.payload,
      new Set(batch.map(({ MessageId }) => MessageId!)),
    );
    return batch.filter(({ MessageId }) => !failed.has(MessageId!));
  }

  /**
   * Makes messages visible soon whose event no handler has received, because the init phase failed.
   * In AWS they stay in flight for the whole visibility timeout, which is hours for some functions.
   * As in AWS the receive counts, so the delay grows with the receives: a function that cannot
   * start for some minutes must not use up what the redrive policy allows.
   */
  async function giveBack(messages: Message[]): Promise<void> {
    for (let start = 0; start < messages.length; start += 10) {
      const Entries = messages.slice(start, start + 10).map((message, index) => ({
        Id: String(index),
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout: returnDelaySeconds(Number(message.Attributes?.ApproximateReceiveCount)),
      }));
      const QueueUrl = options.queueUrl;
      await options.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
  }

  async function remove(messages: Message[]): Promise<void> {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
    }));
    const command = new DeleteMessageBatchCommand({ QueueUrl: options.queueUrl, Entries });
    const { Failed = [] } = await options.sqs.send(command);
    for (const { Code, Message } of Failed)
      say({ level: 'error', msg: 'A message cannot be deleted', code: Code, reason: Message });
  }

  const polling = poll();
  return {
    nudge: wake,
    async close() {
      closing = true;
      wake();
      await polling;
      await slots.allFree();
    },
  };
}

/** Never 0: fauxqs loses a message whose visibility timeout is set to 0. */
const returnDelaySeconds = (receives: number): number =>
  Math.min(
    limits.firstReturnDelaySeconds * limits.returnDelayFactor ** Math.max(0, receives - 1),
    limits.longestReturnDelaySeconds,
  );
