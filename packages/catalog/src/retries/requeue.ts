import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { isLapsed } from '../leases/lease-end.ts';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { UNDISPATCHED } from '../table/schema.ts';
import { unsettledQuery } from '../table/unsettled-query.ts';
import { type PendingDispatch, returnToStored } from './pending-dispatch.ts';

/** The item as the caller read it. */
export type Seen = Pick<LivingRecord, 'generation' | 'status' | 'changedAt' | 'leaseUntil'>;

export function reprocess(
  connection: Connection,
  id: MediaId,
  { generation, status, changedAt, leaseUntil }: Seen,
): Promise<PendingDispatch | undefined> {
  const sameStatus = '#status = :status';
  // Compared for equality only, as a version.
  const unchanged = '#changedAt = :changedAt';
  const sameLease = '#leaseUntil = :leaseUntil';
  const base = { status, changedAt };
  return returnToStored(connection, id, generation, {
    when: [sameStatus, unchanged, ...(leaseUntil === undefined ? [] : [sameLease])].join(' AND '),
    values: leaseUntil === undefined ? base : { ...base, leaseUntil },
  });
}

export function requeue(
  connection: Connection,
  id: MediaId,
  generation: number,
): Promise<PendingDispatch | undefined> {
  const isFailed = '#status = :failed';
  const isUndispatched = '(#status = :stored AND #unsettled = :undispatched)';
  return returnToStored(connection, id, generation, {
    when: `${isFailed} OR ${isUndispatched}`,
    values: { failed: 'failed', stored: 'stored', undispatched: UNDISPATCHED },
  });
}

/** How long a pending item may go without progress, in milliseconds. */
export const STUCK_AFTER_MS = {
  /** After its lease lapsed: its processor died, and its message may be gone. */
  processing: 10 * 60_000,
  /** In the queue: longer than the queue may take to work off a backlog. */
  stored: 6 * 60 * 60_000,
} as const;

/** A `received` item is never stuck: some cell has it in its spool and ships it. */
export async function findStuck(
  connection: Connection,
  { limit, now = Date.now() }: { readonly limit: number; readonly now?: number },
): Promise<LivingRecord[]> {
  const processing = await pendingSince(connection, 'processing', { limit, now });
  const stored = await pendingSince(connection, 'stored', { limit, now });
  const lapsed = now - STUCK_AFTER_MS.processing;
  return [...processing.filter(({ leaseUntil }) => isLapsed(leaseUntil, lapsed)), ...stored];
}

async function pendingSince(
  { client, table }: Connection,
  status: keyof typeof STUCK_AFTER_MS,
  { limit, now }: { readonly limit: number; readonly now: number },
): Promise<LivingRecord[]> {
  const before = new Date(now - STUCK_AFTER_MS[status]).toISOString();
  const { Items = [] } = await client.send(
    new QueryCommand({ ...unsettledQuery(table, status, before), Limit: limit }),
  );
  return Items as LivingRecord[];
}
