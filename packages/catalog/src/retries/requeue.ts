import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { isLapsed } from '../leases/lease-end.ts';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { schema, UNDISPATCHED } from '../table/schema.ts';
import { type PendingDispatch, sendBack } from './pending-dispatch.ts';

/** What a caller saw of an item before it asks for another try. */
export type Seen = Pick<LivingRecord, 'generation' | 'status' | 'changedAt' | 'leaseUntil'>;

/**
 * Sends an item back to `stored`, so that the next message processes it again: one that failed, one
 * whose renditions are to be made anew, one whose processor died. What it shows stays until then.
 *
 * @param seen what the caller saw: undefined where it changed since, so that of two only one asks.
 *   `changedAt` is compared for equality only, as a version.
 */
export const reprocess = (
  connection: Connection,
  id: MediaId,
  { generation, status, changedAt, leaseUntil }: Seen,
): Promise<PendingDispatch | undefined> =>
  sendBack(connection, id, generation, {
    when:
      '#status = :status AND #changedAt = :changedAt' +
      (leaseUntil === undefined ? '' : ' AND #leaseUntil = :leaseUntil'),
    values: { status, changedAt, ...(leaseUntil === undefined ? {} : { leaseUntil }) },
  });

/**
 * Sends a failed item back to `stored`, so that the next message processes it again; or one that was
 * sent back and whose message was not confirmed as sent.
 *
 * @returns undefined for any other item
 */
export const requeue = (
  connection: Connection,
  id: MediaId,
  generation: number,
): Promise<PendingDispatch | undefined> =>
  sendBack(connection, id, generation, {
    when: '#status = :failed OR (#status = :stored AND #unsettled = :undispatched)',
    values: { failed: 'failed', stored: 'stored', undispatched: UNDISPATCHED },
  });

/** How long an item may be on its way before somebody should look after it. Milliseconds. */
export const STUCK_AFTER_MS = {
  /** Past the end of its lease: its processor died, and its message may have died before it. */
  processing: 10 * 60_000,
  /** In the queue, its message sent: as long as a backlog may take. */
  stored: 6 * 60 * 60_000,
} as const;

/**
 * Finds items that nobody works on any more, the longest waiting first: whose lease lapsed, or who
 * wait in no queue. An item that is only `received` is in some cell's spool, which ships it.
 *
 * @param limit of each sort
 */
export async function findStuck(
  connection: Connection,
  { limit, now = Date.now() }: { readonly limit: number; readonly now?: number },
): Promise<LivingRecord[]> {
  const processing = await waitingSince(connection, 'processing', { limit, now });
  const stored = await waitingSince(connection, 'stored', { limit, now });
  const lapsed = now - STUCK_AFTER_MS.processing;
  return [...processing.filter(({ leaseUntil }) => isLapsed(leaseUntil, lapsed)), ...stored];
}

async function waitingSince(
  { client, table }: Connection,
  status: keyof typeof STUCK_AFTER_MS,
  { limit, now }: { readonly limit: number; readonly now: number },
): Promise<LivingRecord[]> {
  const index = schema.indexes[2];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: '#hash = :hash AND #range < :before',
      ExpressionAttributeNames: { '#hash': index.hashKey, '#range': index.rangeKey },
      ExpressionAttributeValues: {
        ':hash': status,
        ':before': new Date(now - STUCK_AFTER_MS[status]).toISOString(),
      },
      Limit: limit,
    }),
  );
  return Items as LivingRecord[];
}
