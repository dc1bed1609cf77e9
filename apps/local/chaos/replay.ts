import { randomUUID } from 'node:crypto';
import type { LocalCloud } from '../src/cloud.ts';
import type { LambdaFunction } from '../src/lambda/types.ts';
import type { S3Event } from '../src/servers.ts';
import type { Random } from './random.ts';

export interface ReplayOptions {
  readonly cloud: LocalCloud;
  readonly events: readonly S3Event[];
  readonly times: number;
  readonly random: Random;
  readonly say: (delivered: number, all: number) => void;
}

export interface Replayed {
  /** Events that were delivered, repetitions included; a pair counts once. */
  readonly delivered: number;
  /** Of these, the ones that two processors had at the same moment. */
  readonly pairs: number;
  /** Events that a processor did not take as done. */
  readonly notDone: number;
}

const PROCESSORS = 2;
/** As many as SQS puts into one batch at most, without a window. */
const BATCH_MOST = 10;
/** How much of it both processors get at the same moment. */
const PAIRED_SHARE = 0.1;

/**
 * Delivers every event again, so many times, shuffled, to two processors at a time. Now and then
 * both get the same batch at once.
 */
export async function replay({
  cloud,
  events,
  times,
  random,
  say,
}: ReplayOptions): Promise<Replayed> {
  const again = random.shuffle(Array.from({ length: times }, () => events).flat());
  const all = again.length;
  let delivered = 0;
  let pairs = 0;
  let notDone = 0;

  async function deliver(batch: readonly S3Event[]): Promise<void> {
    for (const [queueArn, target] of targets(cloud)) {
      const own = batch.filter((event) => event.queueArn === queueArn);
      if (own.length === 0) continue;
      const result = await target.invoke({ Records: own.map(toRecord) });
      const answer = result.ok ? (result.payload as { batchItemFailures?: unknown[] }) : undefined;
      notDone += answer ? (answer.batchItemFailures?.length ?? 0) : own.length;
    }
  }

  async function processor(): Promise<void> {
    while (again.length > 0) {
      const batch = again.splice(0, random.integer(1, BATCH_MOST));
      if (random.chance(PAIRED_SHARE)) {
        pairs += batch.length;
        await Promise.all([deliver(batch), deliver(batch)]);
      } else await deliver(batch);
      delivered += batch.length;
      say(delivered, all);
    }
  }
  await Promise.all(Array.from({ length: PROCESSORS }, processor));
  return { delivered, pairs, notDone };
}

/** The function that takes each queue. */
function targets({ servers, functions }: LocalCloud): Map<string, LambdaFunction> {
  return new Map(
    servers.declared.mappings.flatMap(({ queueArn, functionName }) => {
      const target = functions.find(({ name }) => name === functionName);
      return target ? [[queueArn, target] as const] : [];
    }),
  );
}

/** A message as Lambda hands it on. Its receipt is nobody's: it was never in the queue again. */
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
