import type { LivingRecord } from '@galeria/catalog';
import pMap from 'p-map';
import { RECOVERY_CONCURRENCY } from '../limits.ts';
import type { RecoveryTools } from './recover.ts';

/**
 * Sends a message for every item that has been `stored`, or `processing` with a lapsed lease, since
 * before a time. A redundant message does no harm: the processor ignores it where the item is settled or
 * leased.
 *
 * @param before RFC 3339, UTC
 * @returns how many messages were sent
 * @throws the signal's reason once it is aborted, and what DynamoDB and SQS throw
 */
export async function sendAgain(
  { catalog, dispatch }: Pick<RecoveryTools, 'catalog' | 'dispatch'>,
  before: string,
  signal: AbortSignal,
): Promise<number> {
  let sent = 0;
  for await (const page of catalog.listPending(before)) {
    signal.throwIfAborted();
    const waiting = page.filter(isWaiting);
    await pMap(waiting, dispatch, { concurrency: RECOVERY_CONCURRENCY });
    sent += waiting.length;
  }
  return sent;
}

const isWaiting = ({ status, leaseUntil = 0 }: LivingRecord): boolean =>
  status === 'stored' || leaseUntil < Date.now();
