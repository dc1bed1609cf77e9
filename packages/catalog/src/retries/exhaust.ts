import { MediaError, type MediaId } from '@galeria/media';
import { LEASE_LAPSED, leaseClock } from '../leases/lease-end.ts';
import { EXHAUSTED, type Failure } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, readItem } from '../table/item-record.ts';
import { itemKey } from '../table/schema.ts';
import { update } from '../table/update.ts';

export type Exhaustion =
  | 'failed'
  /** It is `ready` or `failed` already, deleted, or was never known: nothing is left to do. */
  | 'settled'
  /** A processor holds the lease and may yet succeed: look again later. */
  | 'busy';

/**
 * Records that a message of the item was given up. As a rule it was the only one, and no try will
 * follow; where another one still waits, it claims the item all the same.
 *
 * ```
 * received, stored ───────────► failed    retries-exhausted
 * processing, lease lapsed ───► failed    its last processor died
 * processing, lease running ──► busy
 * ready, failed, deleted ─────► settled
 * ```
 */
export async function exhaust(
  connection: Connection,
  id: MediaId,
  { now = Date.now() }: { readonly now?: number } = {},
): Promise<Exhaustion> {
  const item = await readItem(connection, id);
  if (!item || isTombstone(item)) return 'settled';
  if (item.status === 'ready' || item.status === 'failed') return 'settled';

  const { code, title: message } = new MediaError(EXHAUSTED);
  const failure: Failure = { code, message };
  const waiting = '#status IN (:received, :stored)';
  const abandoned = `(#status = :processing AND ${LEASE_LAPSED})`;
  const written = await update(connection, itemKey(id), {
    set: { status: 'failed', failure, changedAt: new Date(now).toISOString() },
    remove: ['leaseOwner', 'leaseUntil', 'unsettled', 'pendingDispatch'],
    when: `#generation = :generation AND (${waiting} OR ${abandoned})`,
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
