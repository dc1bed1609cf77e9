import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { failedMessageIds } from './batch-response.ts';
import { limits } from './limits.ts';
import { createSemaphore } from './semaphore.ts';
import { sqsEvent } from './sqs-event.ts';
import type { LambdaFunction, Log } from './types.ts';
import { createWakeableSleep } from './wakeable-sleep.ts';

export interface EventSourceMappingOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly region: string;
  readonly target: LambdaFunction;
  /** Maximum number of messages per invocation, 1 to 10,000. More than 10 require a window. */
  readonly batchSize: number;
  /** Maximum time to fill a batch, 0 to 300 seconds. */
  readonly batchWindowSeconds: number;
  /** Whether the function returns `batchItemFailures`. */
  readonly reportBatchItemFailures: boolean;
  /** Maximum number of concurrent invocations. The function's own limit applies too. */
  readonly maximumConcurrency?: number;
  readonly log: Log;
}

export interface EventSourceMapping {
  /** Polls immediately, as a message may have arrived. */
  pollNow(): void;
  /** Stops receiving and waits for running invocations. */
  close(): Promise<void>;
}

/**
 * Polls a queue and invokes a function with its messages, by AWS's rules: a failed message stays in
 * flight until its visibility timeout ends, and the queue's redrive policy counts its receives.
 * Messages are received only when an invocation can start at once, so that their visibility timeout
 * does not run out while they wait.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 *
 * Idle polls are spaced out with a growing delay. `pollNow` ends the delay.
 */
export function startEventSourceMapping(options: EventSourceMappingOptions): EventSourceMapping {
  const { target, log } = options;
  const semaphore = createSemaphore(
    Math.min(options.maximumConcurrency ?? Number.POSITIVE_INFINITY, target.maximumConcurrency),
  );
  const { sleep, wake } = createWakeableSleep();
  let closing = false;
  const say = (message: Record<string, unknown>) =>
    log({ source: target.name, stream: 'platform', message });

  async function poll(): Promise<void> {
    let pause: number = limits.shortestPollMilliseconds;
    for (;;) {
      await semaphore.acquire();
      const batch = closing ? [] : await collect();
      if (batch.length > 0) {
        pause = limits.shortestPollMilliseconds;
        void settle(batch).finally(semaphore.release);
        continue;
      }
      semaphore.release();
      if (closing) return;
      await sleep(pause);
      pause = Math.min(pause * 2, limits.longestPollMilliseconds);
    }
  }

  /**
   * Collects one batch: the available messages, or those that arrive within the window after the first.
   */
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
      say({ level: 'error', msg: 'Cannot receive messages from the queue', error: String(error) });
      return [];
    }
  }

  async function settle(batch: Message[]): Promise<void> {
    try {
      const done = await invoke(batch);
      for (let start = 0; start < done.length; start += 10)
        await remove(done.slice(start, start + 10));
    } catch (error) {
      // On any error, the messages become visible again after their visibility timeout.
      say({ level: 'error', msg: 'Cannot finish a batch', error: String(error) });
    }
  }

  /** Returns the messages that the function processed successfully. */
  async function invoke(batch: Message[]): Promise<Message[]> {
    const result = await target.invoke(sqsEvent(batch, options));
    if (!result.ok) {
      const { requestId, error } = result;
      say({ level: 'error', msg: 'The function failed', requestId, ...error });
      if (!result.delivered) await shortenVisibilityTimeout(batch);
      return [];
    }
    if (!options.reportBatchItemFailures) return batch;
    const failed = failedMessageIds(
      result.payload,
      new Set(batch.flatMap(({ MessageId }) => MessageId ?? [])),
    );
    return batch.filter(({ MessageId }) => MessageId === undefined || !failed.has(MessageId));
  }

  /**
   * Shortens the visibility timeout of messages that no handler received because the init phase failed.
   * In AWS they stay in flight for the whole visibility timeout, which is hours for some functions. The
   * receive counts as in AWS. The delay grows with the receives, so that a function that cannot start
   * for some minutes does not use up the redrive policy's receives.
   */
  async function shortenVisibilityTimeout(messages: Message[]): Promise<void> {
    for (let start = 0; start < messages.length; start += 10) {
      const Entries = messages.slice(start, start + 10).map((message, index) => ({
        Id: String(index),
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout: retryDelaySeconds(Number(message.Attributes?.ApproximateReceiveCount)),
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
      say({ level: 'error', msg: 'Cannot delete a message', code: Code, reason: Message });
  }

  const polling = poll();
  return {
    pollNow: wake,
    async close() {
      closing = true;
      wake();
      await polling;
      await semaphore.idle();
    },
  };
}

/** At least 1, as fauxqs loses a message whose visibility timeout is set to 0. */
const retryDelaySeconds = (receives: number): number =>
  Math.min(
    limits.firstRetryDelaySeconds * limits.retryDelayFactor ** Math.max(0, receives - 1),
    limits.longestRetryDelaySeconds,
  );
