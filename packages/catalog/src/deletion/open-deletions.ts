import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { REQUEST_ERASURE_AGAIN_MS } from '../limits.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, readItem, type Tombstone } from '../table/item-record.ts';
import { OPEN_DELETION, schema } from '../table/schema.ts';

export async function isDeletionOpen(connection: Connection, id: MediaId): Promise<boolean> {
  return (await readItem(connection, id))?.status === 'deleting';
}

export async function findOpenDeletions(
  { client, table }: Connection,
  { limit, now = Date.now() }: { readonly limit: number; readonly now?: number },
): Promise<Tombstone[]> {
  const index = schema.indexes[0];
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: '#hash = :hash AND #range < :before',
      ExpressionAttributeNames: { '#hash': index.hashKey, '#range': index.rangeKey },
      ExpressionAttributeValues: {
        ':hash': OPEN_DELETION,
        ':before': new Date(now - REQUEST_ERASURE_AGAIN_MS).toISOString(),
      },
      Limit: limit,
    }),
  );
  return (Items as ItemRecord[]).filter(isTombstone);
}

/** The write moves the tombstone to the end of the index, so that the next sweep begins with others. */
export function takeOpenDeletion(
  connection: Connection,
  { id, generation, changedAt = '' }: Tombstone,
): Promise<boolean> {
  const isDeleted = '#status IN (:deleting, :deleted)';
  const unchanged = '#generation = :generation AND #changedAt = :changedAt';
  return changeItem(connection, id, {
    set: {},
    when: `${isDeleted} AND ${unchanged}`,
    values: { deleting: 'deleting', deleted: 'deleted', generation, changedAt },
  });
}
