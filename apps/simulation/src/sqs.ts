import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { NOBODY } from './context.ts';
import { SimulationError } from './errors.ts';
import { operationOf, type Service } from './network.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface Message {
  readonly id: string;
  readonly body: string;
  receives: number;
  visibleAt: number;
}

export interface QueueOptions {
  readonly name: string;
  readonly visibilityMs: number;
  /** Where a message goes that was received so often. */
  readonly dead?: { readonly queue: Queue; readonly receives: number };
}

export type Queue = ReturnType<typeof createQueue>;

/** A standard queue: at least once, in no order, at times to two receivers at once. */
export function createQueue(
  scheduler: Scheduler,
  random: Random,
  { name, visibilityMs, dead }: QueueOptions,
) {
  const messages = new Map<string, Message>();
  let sent = 0;
  let wake: () => void = () => undefined;
  const faults = { duplicates: 0 };

  /** Tells the receiver when a message becomes visible. */
  function announce({ visibleAt }: Message): void {
    scheduler.after(visibleAt - scheduler.now(), () => wake(), NOBODY);
  }

  const queue = {
    name,
    faults,
    size: (): number => messages.size,
    onVisible: (told: () => void): void => {
      wake = told;
    },
    send(body: string): string {
      const message = { id: `${name}-${++sent}`, body, receives: 0, visibleAt: scheduler.now() };
      messages.set(message.id, message);
      scheduler.trace(`queue ${message.id} sent`, NOBODY);
      announce(message);
      return message.id;
    },
    /** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
    receive(): Message | undefined {
      const visible = [...messages.values()].filter(
        ({ visibleAt }) => visibleAt <= scheduler.now(),
      );
      if (visible.length === 0) return undefined;
      const message = random.pick(visible);
      if (dead && message.receives >= dead.receives) {
        messages.delete(message.id);
        dead.queue.send(message.body);
        return queue.receive();
      }
      message.receives += 1;
      const delivered = { ...message };
      const again = random.chance(faults.duplicates) ? random.exponential(200) : visibilityMs;
      queue.hide(message.id, again);
      return delivered;
    },
    hide(id: string, ms: number): void {
      const message = messages.get(id);
      if (!message) return;
      message.visibleAt = scheduler.now() + ms;
      announce(message);
    },
    delete: (id: string): void => void messages.delete(id),
  };
  return queue;
}

/** The API of some queues, by the last part of their URL. */
export function createSqs(queues: ReadonlyMap<string, Queue>): Service {
  const read = (body: Buffer) => JSON.parse(body.toString()) as Record<string, string>;
  const queueOf = ({ QueueUrl = '' }: Record<string, string>) => {
    const queue = queues.get(QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1));
    if (!queue) throw new SimulationError('not-simulated', { detail: QueueUrl });
    return queue;
  };
  return {
    answer: ({ headers, body }) => {
      const input = read(body);
      const queue = queueOf(input);
      if (headers['x-amz-target'] === 'AmazonSQS.SendMessage') {
        const { MessageBody } = input;
        assert(MessageBody, 'SendMessage has a body');
        const MessageId = queue.send(MessageBody);
        const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
        return { status: 200, body: JSON.stringify({ MessageId, MD5OfMessageBody }) };
      }
      assert(input.ReceiptHandle, 'ChangeMessageVisibility names a message');
      queue.hide(input.ReceiptHandle, Number(input.VisibilityTimeout) * 1000);
      return { status: 200, body: '{}' };
    },
    throttled: {
      status: 403,
      body: JSON.stringify({ __type: 'com.amazonaws.sqs#RequestThrottled', message: 'slower' }),
    },
    describe: (request) => `sqs ${operationOf(request)} ${queueOf(read(request.body)).name}`,
  };
}
