import { randomUUID } from 'node:crypto';
import type { S3Event } from '@galeria/local/servers';
import type { Random } from '../random.ts';
import type { ChaosCloud } from './cloud.ts';

export interface ReplayOptions {
  readonly cloud: ChaosCloud;
  readonly events: readonly S3Event[];
  readonly times: number;
  readonly random: Random;
  readonly report: (delivered: number, all: number) => void;
}

export interface Replayed {
  /** Deliveries, repetitions included; a pair counts once. */
  readonly delivered: number;
  /** Events that were delivered to two processors at the same time. */
  readonly pairs: number;
  /** Events that a processor returned as failed. */
  readonly notDone: number;
}

const PROCESSORS = 2;
/** The most messages that SQS puts into one batch without a window. */
const MAX_BATCH = 10;
/** Share of the batches that both processors get at the same time. */
const PAIRED_SHARE = 0.1;

/**
 * Delivers every event again, `times` times and shuffled, to two processors at a time. Some batches go
 * to both at once.
 */
export async function replay({
  cloud,
  events,
  times,
  random,
  report,
}: ReplayOptions): Promise<Replayed> {
  const again = random.shuffle(Array.from({ length: times }, () => events).flat());
  const all = again.length;
  let delivered = 0;
  let pairs = 0;
  let notDone = 0;

  async function deliver(batch: readonly S3Event[]): Promise<void> {
    for (const [queueArn, name] of Object.entries(cloud.functions)) {
      const own = batch.filter((event) => event.queueArn === queueArn);
      if (own.length === 0) continue;
      const result = await cloud.call('invoke', name, { Records: own.map(toRecord) });
      const answer = result.ok ? (result.payload as { batchItemFailures?: unknown[] }) : undefined;
      notDone += answer ? (answer.batchItemFailures?.length ?? 0) : own.length;
    }
  }

  async function processor(): Promise<void> {
    while (again.length > 0) {
      const batch = again.splice(0, random.integer(1, MAX_BATCH));
      if (random.chance(PAIRED_SHARE)) {
        pairs += batch.length;
        await Promise.all([deliver(batch), deliver(batch)]);
      } else await deliver(batch);
      delivered += batch.length;
      report(delivered, all);
    }
  }
  await Promise.all(Array.from({ length: PROCESSORS }, processor));
  return { delivered, pairs, notDone };
}

/** A message as Lambda delivers it. Its receipt handle is invalid, since it is not in the queue. */
const toRecord = ({ queueArn, body }: S3Event) => ({
  messageId: randomUUID(),
  receiptHandle: randomUUID(),
  body,
  attributes: { ApproximateReceiveCount: '1' },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: 'us-east-1',
});
