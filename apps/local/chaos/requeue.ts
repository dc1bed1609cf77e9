import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { LocalCloud } from '../src/cloud.ts';
import type { S3Event } from '../src/servers.ts';
import type { Random } from './random.ts';

export interface RequeueOptions {
  readonly cloud: LocalCloud;
  readonly events: readonly S3Event[];
  readonly times: number;
  readonly random: Random;
}

/** As many as SQS takes in one request. */
const BATCH = 10;

/**
 * Puts every event into its queue again, so many times, shuffled: from there they take the whole way.
 *
 * @returns how many messages that were
 */
export async function requeue({ cloud, events, times, random }: RequeueOptions): Promise<number> {
  const { declared, sqs } = cloud.servers;
  const again = random.shuffle(Array.from({ length: times }, () => events).flat());
  for (const [queueArn, { url }] of declared.queues) {
    const own = again.filter((event) => event.queueArn === queueArn);
    for (let at = 0; at < own.length; at += BATCH) {
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: own.slice(at, at + BATCH).map(({ body }, index) => ({
            Id: String(index),
            MessageBody: body,
          })),
        }),
      );
      if (Failed.length > 0) throw new Error(`SQS took not all: ${Failed[0]?.Code}`);
    }
  }
  return again.length;
}
