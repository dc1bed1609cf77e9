import { BatchGetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import type { Connection } from './connection.ts';
import type { ItemRecord } from './item-record.ts';
import { itemKey } from './schema.ts';

/** What DynamoDB takes in one BatchGetItem. */
const BATCH = 100;

/** Every item's record, tombstones included, in no order, a page in memory at a time. */
export async function* walkItems({ client, table }: Connection): AsyncGenerator<ItemRecord> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        FilterExpression: 'sk = :item',
        ExpressionAttributeValues: { ':item': itemKey('').sk },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    yield* (page.Items ?? []) as ItemRecord[];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Reads the records of some items; those that there are none of are left out. */
export async function readItems(
  { client, table }: Connection,
  ids: readonly MediaId[],
): Promise<Map<MediaId, ItemRecord>> {
  const found = new Map<MediaId, ItemRecord>();
  const wanted = [...new Set(ids)].map(itemKey);
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted.splice(0, BATCH) } } }),
    );
    for (const item of (Responses?.[table] ?? []) as ItemRecord[]) found.set(item.id, item);
    wanted.push(...((UnprocessedKeys?.[table]?.Keys ?? []) as typeof wanted));
  }
  return found;
}
