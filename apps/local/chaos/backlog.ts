import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { LocalCloud } from '../src/cloud.ts';
import type { ChaosCloud } from './cloud.ts';
import { readSpool } from './spool.ts';

/** What is still under way in a whole cloud. */
export interface Backlog {
  /** Files in the spools, those included that are being received. */
  readonly spooled: number;
  /** Events that S3 has not delivered yet. */
  readonly events: number;
  /** Messages in all queues: waiting, delayed or in flight. */
  readonly messages: number;
}

const LOOK_MS = 500;

/**
 * Waits until nothing is under way any more: no one would ever touch an item again that is not
 * settled by then. Gives up after `patienceMs`, and returns what was left.
 */
export async function drained(
  chaos: Pick<ChaosCloud, 'cloud' | 'undelivered'>,
  home: string,
  { patienceMs, say }: { readonly patienceMs: number; readonly say: (backlog: Backlog) => void },
): Promise<Backlog> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const backlog = await backlogOf(chaos, home);
    if (isEmpty(backlog) || Date.now() > deadline) return backlog;
    say(backlog);
    await sleep(LOOK_MS);
  }
}

export const isEmpty = ({ spooled, events, messages }: Backlog): boolean =>
  spooled + events + messages === 0;

async function backlogOf(
  { cloud, undelivered }: Pick<ChaosCloud, 'cloud' | 'undelivered'>,
  home: string,
): Promise<Backlog> {
  // In the order of the data's way, so that nothing slips past between two looks.
  const spooled = cloud.cells
    .map(({ name }) => readSpool(home, name))
    .reduce((sum, { receiving, sealing, waiting, held }) => {
      return sum + receiving + sealing + waiting.length + held;
    }, 0);
  const events = undelivered();
  return { spooled, events, messages: await countMessages(cloud) };
}

async function countMessages({ servers }: LocalCloud): Promise<number> {
  let messages = 0;
  for (const { url } of servers.declared.queues.values()) {
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
