import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { readSpool } from '../galeria/spool.ts';
import type { ChaosCloud } from './cloud.ts';
import { redriveErasures } from './redrive.ts';

/** Work in progress in a cloud. */
export interface Backlog {
  /** Files in the spools, those included that are being received. */
  readonly spooled: number;
  /** Events that S3 has not delivered yet. */
  readonly events: number;
  /** Messages in all queues: waiting, delayed or in flight. */
  readonly messages: number;
}

const POLL_MS = 500;

/**
 * Waits until no work is in progress, for at most `timeLimitMs`. Items that are not settled after that are
 * stuck.
 *
 * @returns the work that is still in progress
 */
export async function waitUntilDrained(
  cloud: ChaosCloud,
  {
    timeLimitMs,
    report,
  }: { readonly timeLimitMs: number; readonly report: (backlog: Backlog) => void },
): Promise<Backlog> {
  const deadline = Date.now() + timeLimitMs;
  for (;;) {
    const backlog = await backlogOf(cloud);
    if (isEmpty(backlog) || Date.now() > deadline) return backlog;
    report(backlog);
    if (backlog.messages > 0) await redriveErasures(cloud);
    await sleep(POLL_MS);
  }
}

export const isEmpty = ({ spooled, events, messages }: Backlog): boolean =>
  spooled + events + messages === 0;

async function backlogOf(cloud: ChaosCloud): Promise<Backlog> {
  // In the order of the stages, so that no file is missed between two reads.
  const spooled = cloud.cells
    .map((cell) => readSpool(cloud.home, cell))
    .reduce((sum, { receiving, committing, waiting, quarantined }) => {
      return sum + receiving + committing + waiting.length + quarantined;
    }, 0);
  const events = await cloud.call('undelivered');
  return { spooled, events, messages: await countMessages(cloud) };
}

async function countMessages({ queues, servers }: ChaosCloud): Promise<number> {
  let messages = 0;
  for (const url of Object.values(queues)) {
    const { Attributes = {} } = await servers.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    );
    messages +=
      Number(Attributes.ApproximateNumberOfMessages) +
      Number(Attributes.ApproximateNumberOfMessagesNotVisible) +
      Number(Attributes.ApproximateNumberOfMessagesDelayed);
  }
  return messages;
}
