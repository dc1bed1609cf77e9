import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { ulid } from 'ulid';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { itemKey, schema, UNDISPATCHED } from '../table/schema.ts';
import { type Change, update } from '../table/update.ts';

/** A message that an item needs and that nobody has confirmed as sent. */
export interface PendingDispatch {
  readonly id: MediaId;
  readonly generation: number;
  /** ULID. A later request for a message has another one. */
  readonly token: string;
}

/**
 * Sends an item back to `stored` and notes, in the same write, that its message is not sent yet.
 * The caller sends the message, then calls `confirmDispatch`. If the caller dies in between, a sweep
 * finds the note and sends the message.
 *
 * @returns undefined where the condition did not hold
 */
export async function sendBack(
  connection: Connection,
  id: MediaId,
  generation: number,
  { when, values }: Required<Pick<Change, 'when' | 'values'>>,
): Promise<PendingDispatch | undefined> {
  const token = ulid();
  const written = await update(connection, itemKey(id), {
    set: {
      status: 'stored',
      unsettled: UNDISPATCHED,
      pendingDispatch: token,
      changedAt: new Date().toISOString(),
    },
    remove: ['failure', 'leaseOwner', 'leaseUntil'],
    when: `#generation = :generation AND (${when})`,
    values: { ...values, generation },
  });
  const pending = { id, generation, token };
  return written || (await isPending(connection, pending)) ? pending : undefined;
}

/** Whether the note was written after all: by a write whose answer was lost, and that was sent again. */
async function isPending(connection: Connection, { id, token }: PendingDispatch) {
  const item = await readItem(connection, id);
  return item !== undefined && !isTombstone(item) && item.pendingDispatch === token;
}

/**
 * Notes that the message was sent. False: a processor has the item already, it was deleted, or
 * another message was asked for since.
 */
export const confirmDispatch = (
  connection: Connection,
  { id, generation, token }: PendingDispatch,
): Promise<boolean> =>
  update(connection, itemKey(id), {
    set: { unsettled: 'stored' },
    remove: ['pendingDispatch'],
    when: '#status = :stored AND #generation = :generation AND #pendingDispatch = :token',
    values: { stored: 'stored', generation, token },
  });

/** An item whose message was not confirmed as sent. */
export type Undispatched = LivingRecord & PendingDispatch;

/**
 * Finds items whose message may never have been sent. However young they are: a message too many
 * finds its item settled or busy.
 */
export async function findUndispatched(
  { client, table }: Connection,
  { limit }: { readonly limit: number },
): Promise<Undispatched[]> {
  const index = schema.indexes[2];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: '#hash = :hash',
      ExpressionAttributeNames: { '#hash': index.hashKey },
      ExpressionAttributeValues: { ':hash': UNDISPATCHED },
      Limit: limit,
    }),
  );
  return (Items as LivingRecord[]).map((item) => ({ ...item, token: item.pendingDispatch ?? '' }));
}
