import { MediaError, type MediaId } from '@galeria/media';
import { LEASE_LAPSED, leaseClock } from '../leases/lease-end.ts';
import { EXHAUSTED, type Failure } from '../model.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, readItem } from '../table/item-record.ts';

export type Exhaustion =
  | 'failed'
  /** The item is `ready`, `failed`, deleted or unknown: nothing is left to do. */
  | 'settled'
  /** A processor owns the lease and may still succeed: try again later. */
  | 'busy';

/**
 * Marks an item as failed because its message reached the receive limit. Usually no other message
 * exists; if one is still in the queue, its processor can claim the item anyway.
 *
 * ```
 * received, stored ───────────► failed    retries-exhausted
 * processing, lease lapsed ───► failed    its last processor died
 * processing, lease running ──► busy
 * ready, failed, deleted ─────► settled
 * ```
 */
export async function markRetriesExhausted(
  connection: Connection,
  id: MediaId,
  { now = Date.now() }: { readonly now?: number } = {},
): Promise<Exhaustion> {
  const item = await readItem(connection, id);
  if (!item || isTombstone(item)) return 'settled';
  if (item.status === 'ready' || item.status === 'failed') return 'settled';

  const { code, title: message } = new MediaError(EXHAUSTED);
  const failure: Failure = { code, message };
  const sameGeneration = '#generation = :generation';
  const isWaiting = '#status IN (:received, :stored)';
  const isAbandoned = `(#status = :processing AND ${LEASE_LAPSED})`;
  const written = await changeItem(connection, id, {
    at: now,
    set: { status: 'failed', failure },
    remove: ['leaseOwner', 'leaseUntil', 'unsettled', 'pendingDispatch'],
    when: `${sameGeneration} AND (${isWaiting} OR ${isAbandoned})`,
    values: {
      generation: item.generation,
      received: 'received',
      stored: 'stored',
      processing: 'processing',
      ...leaseClock(now),
    },
  });
  return written ? 'failed' : 'busy';
}
