import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { batchGet } from '../table/batch-get.ts';
import type { Connection } from '../table/connection.ts';
import type { ItemRecord } from '../table/item-record.ts';
import { itemKey } from '../table/schema.ts';

/** Every item's record, tombstones included, in no order, a page in memory at a time. */
export async function* walkItems({ client, table }: Connection): AsyncGenerator<ItemRecord> {
  const items = {
    TableName: table,
    FilterExpression: 'sk = :item',
    ExpressionAttributeValues: { ':item': itemKey('').sk },
  };
  for await (const { Items = [] } of paginateScan({ client }, items)) yield* Items as ItemRecord[];
}

/** Reads the records of some items; those that there are none of are left out. */
export async function readItems(
  connection: Connection,
  ids: readonly MediaId[],
): Promise<Map<MediaId, ItemRecord>> {
  const records = await batchGet<ItemRecord>(connection, [...new Set(ids)].map(itemKey));
  return new Map(records.map((record) => [record.id, record]));
}
