import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { S3Event } from '@galeria/local/servers';
import type { Random } from '../random.ts';
import type { ChaosCloud } from './cloud.ts';

export interface RequeueOptions {
  readonly cloud: ChaosCloud;
  readonly events: readonly S3Event[];
  readonly times: number;
  readonly random: Random;
}

/** The most messages in one request to SQS. */
const BATCH = 10;

/**
 * Puts every event into its queue again, `times` times and shuffled.
 *
 * @returns the number of messages
 */
export async function requeue({ cloud, events, times, random }: RequeueOptions): Promise<number> {
  const { sqs } = cloud.servers;
  const again = random.shuffle(Array.from({ length: times }, () => events).flat());
  for (const [queueArn, url] of Object.entries(cloud.queues)) {
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
      if (Failed.length > 0) throw new Error(`SQS refused messages: ${Failed[0]?.Code}`);
    }
  }
  return again.length;
}
