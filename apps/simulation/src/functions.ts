import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { NOBODY, type Process, within } from './context.ts';
import { type ProcessOptions, startProcess } from './process.ts';
import type { Message, Queue } from './sqs.ts';

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

export interface FunctionOptions {
  readonly name: string;
  readonly queue: Queue;
  readonly timeoutMs: number;
  readonly concurrency: number;
  /** Runs in a new execution environment, as its initialisation. */
  readonly open: () => Handler;
}

interface Environment {
  readonly process: Process;
  readonly handler: Handler;
}

/**
 * A Lambda function and the event source mapping that feeds it: one message at a time, deleted where
 * the handler did not name it as failed. One that dies or exceeds its time leaves its message to the
 * visibility time-out.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function runFunction(
  { name, queue, timeoutMs, concurrency, open }: FunctionOptions,
  options: ProcessOptions,
) {
  const { scheduler } = options;
  const idle: Environment[] = [];
  let running = 0;
  let started = 0;

  function environment(): Environment {
    const known = idle.find(({ process }) => process.isAlive);
    if (known) {
      idle.splice(idle.indexOf(known), 1);
      return known;
    }
    const process = startProcess(`${name}-${++started}`, options);
    return { process, handler: within({ process }, open) };
  }

  function poll(): void {
    while (running < concurrency) {
      const message = queue.receive();
      if (!message) return;
      running += 1;
      void invoke(environment(), message).finally(() => {
        running -= 1;
        within(NOBODY, poll);
      });
    }
  }

  async function invoke(to: Environment, message: Message): Promise<void> {
    const { process, handler } = to;
    scheduler.trace(`invoked with ${message.id}, receive ${message.receives}`, { process });
    const answer = await new Promise<SQSBatchResponse | undefined>((resolve) => {
      const late = scheduler.after(timeoutMs, () => process.kill('by the time-out'), NOBODY);
      process.onDeath(() => resolve(undefined));
      void within({ process }, () => handler(eventOf(message))).then((result) => {
        late.cancelled = true;
        resolve(result);
      });
    });
    if (!answer) return;
    scheduler.trace(`done, failed ${answer.batchItemFailures.length}`, { process });
    if (answer.batchItemFailures.length === 0) queue.delete(message.id);
    idle.push(to);
  }

  queue.onVisible(poll);
  return { isIdle: () => running === 0 };
}

const eventOf = ({ id, body, receives }: Message): SQSEvent => ({
  Records: [
    {
      messageId: id,
      receiptHandle: id,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: '0',
        SenderId: 'simulation',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: 'us-east-1',
    },
  ],
});
