import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isMediaId, type MediaId } from '@galeria/media';
import { CatalogError } from '../errors.ts';
import type { Attempt, MediaItem, MediaSummary, UploadRecord } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { decodeCursor, encodeCursor, isTime } from '../table/cursor.ts';
import {
  type ItemRecord,
  isTombstone,
  type LivingRecord,
  toSummary,
} from '../table/item-record.ts';
import { itemKey, LIST_PARTITION, mediaPk, schema, UPLOAD_PREFIX } from '../table/schema.ts';

/** The most uploads, and the most attempts, of an item that are returned: the newest ones. */
const CHILD_RECORDS_SHOWN = 100;

export async function getItem(connection: Connection, id: MediaId): Promise<MediaItem | undefined> {
  const [[record], uploads, attempts] = await Promise.all([
    newest<ItemRecord>(connection, id, itemKey(id).sk),
    newest<UploadRecord>(connection, id, UPLOAD_PREFIX),
    newest<Attempt & { generation: number }>(connection, id, 'ATTEMPT#'),
  ]);
  if (!record || isTombstone(record)) return undefined;
  const ofThisGeneration = (row: { generation: number | null }) =>
    row.generation === record.generation;
  return {
    ...toSummary(record),
    uploads: uploads.filter(ofThisGeneration).map(bare),
    attempts: attempts
      .filter(ofThisGeneration)
      .map(({ generation: _, ...attempt }) => bare(attempt)),
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

export interface ListRequest {
  readonly kind?: string | undefined;
  /** The number of items of a page. */
  readonly limit: number;
  /** The cursor of the previous page. */
  readonly cursor?: string | undefined;
}

export interface Page {
  readonly items: readonly MediaSummary[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** The indexes contain only items that are not deleted, so every page but the last is full. */
export async function listItems(
  { client, table }: Connection,
  { kind, limit, cursor }: ListRequest,
): Promise<Page> {
  const index = kind === undefined ? schema.indexes[0] : schema.indexes[1];
  const hash = kind ?? LIST_PARTITION;
  const found: LivingRecord[] = [];
  let start = cursor === undefined ? undefined : positionOf(cursor, index, hash);
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index.name,
        KeyConditionExpression: '#hash = :hash',
        ExpressionAttributeNames: { '#hash': index.hashKey },
        ExpressionAttributeValues: { ':hash': hash },
        ScanIndexForward: false,
        Limit: limit - found.length,
        ExclusiveStartKey: start,
      }),
    );
    found.push(...((page.Items ?? []) as LivingRecord[]));
    start = page.LastEvaluatedKey as Position | undefined;
  } while (start && found.length < limit);
  return { items: found.map(toSummary), ...(start ? { cursor: cursorOf(start) } : {}) };
}

type Index = (typeof schema.indexes)[number];
type Position = Record<string, string>;

const cursorOf = ({ pk, listedAt }: Position): string =>
  encodeCursor(JSON.stringify([pk, listedAt]));

function positionOf(cursor: string, index: Index, hash: string): Position {
  try {
    const [pk, listedAt] = JSON.parse(decodeCursor(cursor)) as unknown[];
    if (typeof pk !== 'string' || typeof listedAt !== 'string')
      throw new TypeError('not a position');
    const time = listedAt.slice(0, listedAt.indexOf('#'));
    const id = listedAt.slice(time.length + 1);
    if (!isTime(time) || !isMediaId(id) || pk !== mediaPk(id)) {
      throw new TypeError('not the position of an item');
    }
    return { pk, sk: 'ITEM', [index.hashKey]: hash, [index.rangeKey]: listedAt };
  } catch (cause) {
    throw new CatalogError('bad-cursor', { cause });
  }
}
