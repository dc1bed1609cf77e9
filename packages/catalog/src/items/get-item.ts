import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { firstGenerationOf } from '../edits/edits.ts';
import type { Attempt, MediaItem, UploadRecord } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, toSummary } from '../table/item-record.ts';
import { itemKey, UPLOAD_PREFIX } from '../table/schema.ts';

/** The most uploads, and the most attempts, of an item that are returned: the newest ones. */
const CHILD_RECORDS_SHOWN = 100;

export async function getItem(connection: Connection, id: MediaId): Promise<MediaItem | undefined> {
  const [[record], uploads, attempts] = await Promise.all([
    newest<ItemRecord>(connection, id, itemKey(id).sk),
    newest<UploadRecord>(connection, id, UPLOAD_PREFIX),
    newest<Attempt & { generation: number }>(connection, id, 'ATTEMPT#'),
  ]);
  if (!record || isTombstone(record)) return undefined;
  const first = firstGenerationOf(record);
  const ofThisLife = ({ generation }: { generation: number | null }) =>
    generation !== null && generation >= first && generation <= record.generation;
  return {
    ...toSummary(record),
    uploads: uploads.filter(ofThisLife).map(bare),
    attempts: attempts.filter(ofThisLife).map(({ generation: _, ...attempt }) => bare(attempt)),
  };
}

/** Removes the attributes that only the table needs. */
function bare<T extends object>(row: T): T {
  const { pk: _pk, sk: _sk, format: _format, ...rest } = row as T & Record<string, unknown>;
  return rest as T;
}

/** The newest child records of one item whose sort key has this prefix, in ascending order. */
async function newest<T>({ client, table }: Connection, id: MediaId, prefix: string) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': itemKey(id).pk, ':prefix': prefix },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: CHILD_RECORDS_SHOWN,
    }),
  );
  return Items.reverse() as T[];
}
