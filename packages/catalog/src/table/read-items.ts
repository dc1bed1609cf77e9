import type { MediaId } from '@galeria/media';
import { batchGet } from './batch-get.ts';
import type { Connection } from './connection.ts';
import type { ItemRecord } from './item-record.ts';
import { itemKey } from './schema.ts';

export async function readItems(
  connection: Connection,
  ids: readonly MediaId[],
  options: { readonly consistent?: boolean } = {},
): Promise<Map<MediaId, ItemRecord>> {
  const records = await batchGet<ItemRecord>(connection, [...new Set(ids)].map(itemKey), options);
  return new Map(records.map((record) => [record.id, record]));
}
