import type { LivingRecord } from '@galeria/catalog';
import { inParallel } from '../in-parallel.ts';
import { RECOVER_PARALLEL } from '../limits.ts';
import type { RecoveryTools } from './recover.ts';

/**
 * Sends a message for every item that has been `stored`, or `processing` with a lapsed lease, since
 * before a time. A message too many is harmless: one that finds its item settled or leased does nothing.
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
  for await (const page of catalog.listUnsettled(before)) {
    signal.throwIfAborted();
    const waiting = page.filter(isWaiting);
    for await (const _ of inParallel(RECOVER_PARALLEL, waiting, dispatch)) sent++;
  }
  return sent;
}

const isWaiting = ({ status, leaseUntil = 0 }: LivingRecord): boolean =>
  status === 'stored' || leaseUntil < Date.now();
