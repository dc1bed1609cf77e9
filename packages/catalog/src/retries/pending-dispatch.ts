import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { ulid } from 'ulid';
import { changeInternals, changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { UNDISPATCHED } from '../table/schema.ts';
import { unsettledQuery } from '../table/unsettled-query.ts';
import type { Change } from '../table/update.ts';

/** A processing message that is not confirmed as sent. */
export interface PendingDispatch {
  readonly id: MediaId;
  readonly generation: number;
  /** ULID. Every request for a message has its own. */
  readonly token: string;
}

/**
 * Returns an item to `stored` and marks, in the same write, that its message is not sent yet. The
 * caller sends the message, then calls `confirmDispatch`. If the caller dies in between, a sweep finds
 * the mark and sends the message.
 *
 * @returns undefined where the condition was not met
 */
export async function returnToStored(
  connection: Connection,
  id: MediaId,
  generation: number,
  { when, values }: Required<Pick<Change, 'when' | 'values'>>,
): Promise<PendingDispatch | undefined> {
  const token = ulid();
  const sameGeneration = '#generation = :generation';
  const written = await changeItem(connection, id, {
    set: { status: 'stored', unsettled: UNDISPATCHED, pendingDispatch: token },
    remove: ['failure', 'leaseOwner', 'leaseUntil'],
    when: `${sameGeneration} AND (${when})`,
    values: { ...values, generation },
  });
  const pending = { id, generation, token };
  return written || (await isPending(connection, pending)) ? pending : undefined;
}

/** Whether an earlier attempt of the write succeeded and only its response was lost. */
async function isPending(connection: Connection, { id, token }: PendingDispatch) {
  const item = await readItem(connection, id);
  return item !== undefined && !isTombstone(item) && item.pendingDispatch === token;
}

export function confirmDispatch(
  connection: Connection,
  { id, generation, token }: PendingDispatch,
): Promise<boolean> {
  const isStored = '#status = :stored';
  const sameGeneration = '#generation = :generation';
  const sameMessage = '#pendingDispatch = :token';
  return changeInternals(connection, id, {
    set: { unsettled: 'stored' },
    remove: ['pendingDispatch'],
    when: `${isStored} AND ${sameGeneration} AND ${sameMessage}`,
    values: { stored: 'stored', generation, token },
  });
}

/** An item whose processing message is not confirmed as sent. */
export type Undispatched = LivingRecord & PendingDispatch;

/** Finds even recent items: a redundant message finds its item settled or busy. */
export async function findUndispatched(
  { client, table }: Connection,
  { limit }: { readonly limit: number },
): Promise<Undispatched[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({ ...unsettledQuery(table, UNDISPATCHED), Limit: limit }),
  );
  return (Items as LivingRecord[]).map((item) => ({ ...item, token: item.pendingDispatch ?? '' }));
}
