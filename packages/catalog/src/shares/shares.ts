import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { CatalogError } from '../errors.ts';
import { MOST_SHARES, SHARE_KEPT_MS } from '../limits.ts';
import { FORMAT } from '../model.ts';
import { type Connection, conditionMet } from '../table/connection.ts';
import { decodeCursor, encodeCursor } from '../table/cursor.ts';
import { SHARE_PREFIX, SHARES_PK, schema, shareKey } from '../table/schema.ts';
import { update } from '../table/update.ts';
import type { DropAmount, Share, ShareFields, SharePage } from './share.ts';

/** Two that are created at the same time may both be the last one. */
export async function createShare(connection: Connection, fields: ShareFields): Promise<Share> {
  if ((await countShares(connection)) >= MOST_SHARES) {
    throw new CatalogError('shares-full', { detail: `${MOST_SHARES}` });
  }
  const createdAt = new Date().toISOString();
  const share: Share = { ...fields, id: ulid(), createdAt, views: 0, files: 0, bytes: 0 };
  const { client, table } = connection;
  await client.send(
    new PutCommand({
      TableName: table,
      Item: {
        ...shareKey(share.id),
        ...share,
        [schema.expiry]: Math.ceil((Date.parse(share.until) + SHARE_KEPT_MS) / 1000),
        format: FORMAT,
      },
    }),
  );
  return share;
}

/** DynamoDB counts up to 1 MB at a time, which links to many items exceed. */
async function countShares({ client, table }: Connection): Promise<number> {
  let count = 0;
  const query = { ...sharesQuery(table), Select: 'COUNT' } as const;
  for await (const { Count = 0 } of paginateQuery({ client }, query)) count += Count;
  return count;
}

/** DynamoDB deletes rows some days after their expiry: until then they are skipped. */
const sharesQuery = (table: string) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  FilterExpression: '#expiry > :now',
  ExpressionAttributeNames: { '#expiry': schema.expiry },
  ExpressionAttributeValues: {
    ':pk': SHARES_PK,
    ':prefix': SHARE_PREFIX,
    ':now': Math.floor(Date.now() / 1000),
  },
  ConsistentRead: true,
});

export async function readShare(
  { client, table }: Connection,
  id: string,
): Promise<Share | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: shareKey(id), ConsistentRead: true }),
  );
  return Item && Item[schema.expiry] * 1000 > Date.now() ? toShare(Item) : undefined;
}

export async function readShares(
  { client, table }: Connection,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<SharePage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      ...sharesQuery(table),
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: cursor === undefined ? undefined : shareKey(shareOf(cursor)),
    }),
  );
  const last = LastEvaluatedKey?.sk.slice(SHARE_PREFIX.length);
  return { shares: Items.map(toShare), ...(last ? { cursor: encodeCursor(last) } : {}) };
}

function shareOf(cursor: string): string {
  const id = decodeCursor(cursor);
  if (!/^[0-9A-Z]{26}$/.test(id)) throw new CatalogError('bad-cursor');
  return id;
}

export function deleteShare({ client, table }: Connection, id: string): Promise<boolean> {
  const shareExists = 'attribute_exists(pk)';
  return conditionMet(
    client.send(
      new DeleteCommand({
        TableName: table,
        Key: shareKey(id),
        ConditionExpression: shareExists,
      }),
    ),
  );
}

/** Leaves a link deleted that was deleted in the meantime. */
export function countViews(
  connection: Connection,
  id: string,
  { views, at }: { readonly views: number; readonly at: string },
): Promise<boolean> {
  return update(connection, shareKey(id), {
    set: { lastUsedAt: at },
    add: { views },
    when: 'attribute_exists(#pk)',
  });
}

/**
 * ```
 * request 1   read the link ── receive files ── take ✓ ── make them durable ── 202
 * request 2      read the link ── receive files ──── take ✗ (no room is left) ── refuse
 * ```
 */
export function takeFromDrop(
  connection: Connection,
  { id, maxFiles = 0, maxBytes = 0 }: Pick<Share, 'id' | 'maxFiles' | 'maxBytes'>,
  { files, bytes }: DropAmount,
): Promise<boolean> {
  const isValid = 'attribute_exists(#pk) AND #until > :now';
  const hasRoom = '#files <= :mostFiles AND #bytes <= :mostBytes';
  const now = new Date().toISOString();
  return update(connection, shareKey(id), {
    set: { lastUsedAt: now },
    add: { files, bytes },
    when: `${isValid} AND ${hasRoom}`,
    values: { now, mostFiles: maxFiles - files, mostBytes: maxBytes - bytes },
  });
}

export function giveBackToDrop(
  connection: Connection,
  id: string,
  { files, bytes }: DropAmount,
): Promise<boolean> {
  return update(connection, shareKey(id), {
    set: { lastUsedAt: new Date().toISOString() },
    add: { files: -files, bytes: -bytes },
    when: 'attribute_exists(#pk)',
  });
}

function toShare(row: Record<string, unknown>): Share {
  const { pk: _pk, sk: _sk, format: _format, [schema.expiry]: _expiry, ...share } = row;
  return share as unknown as Share;
}
