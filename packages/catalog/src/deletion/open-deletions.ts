import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { REQUEST_ERASURE_AGAIN_MS } from '../limits.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, readItem, type Tombstone } from '../table/item-record.ts';
import { OPEN_DELETION } from '../table/schema.ts';
import { unsettledQuery } from '../table/unsettled-query.ts';

export async function isDeletionOpen(connection: Connection, id: MediaId): Promise<boolean> {
  return (await readItem(connection, id))?.status === 'deleting';
}

export async function findOpenDeletions(
  { client, table }: Connection,
  { limit, now = Date.now() }: { readonly limit: number; readonly now?: number },
): Promise<Tombstone[]> {
  const before = new Date(now - REQUEST_ERASURE_AGAIN_MS).toISOString();
  const { Items = [] } = await client.send(
    new QueryCommand({ ...unsettledQuery(table, OPEN_DELETION, before), Limit: limit }),
  );
  return (Items as ItemRecord[]).filter(isTombstone);
}

/** The write moves the tombstone to the end of the index, so that the next sweep begins with others. */
export function takeOpenDeletion(
  connection: Connection,
  { id, generation, changedAt = '' }: Tombstone,
): Promise<boolean> {
  // An earlier release that completed the deletion left the mark; another erasure removes it.
  const isDeleted = '#status IN (:deleting, :deleted)';
  const unchanged = '#generation = :generation AND #changedAt = :changedAt';
  return changeItem(connection, id, {
    set: {},
    when: `${isDeleted} AND ${unchanged}`,
    values: { deleting: 'deleting', deleted: 'deleted', generation, changedAt },
  });
}
