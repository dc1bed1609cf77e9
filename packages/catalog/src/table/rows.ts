import { DeleteCommand, GetCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { CatalogError } from '../errors.ts';
import { type Connection, conditionMet } from './connection.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { schema } from './schema.ts';

/** The rows of one kind in a partition. */
export interface RowKind {
  readonly pk: string;
  /** The sort key of a row is this prefix and the id of the row. */
  readonly prefix: string;
  /**
   * Whether to skip rows past their expiry, which DynamoDB deletes some days later. Every row of the kind
   * must then have one.
   */
  readonly skipExpired?: boolean;
}

interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

type Row = Record<string, unknown>;

export interface RowPage {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** Reads a row with all writes that were acknowledged before. */
export async function readRow(
  { client, table }: Connection,
  { pk, sk }: RowKey,
): Promise<Row | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }),
  );
  return Item;
}

/** @returns whether the row existed */
export function deleteRow({ client, table }: Connection, { pk, sk }: RowKey): Promise<boolean> {
  const rowExists = 'attribute_exists(pk)';
  return conditionMet(
    client.send(
      new DeleteCommand({ TableName: table, Key: { pk, sk }, ConditionExpression: rowExists }),
    ),
  );
}

/** Reads all rows of a kind. DynamoDB returns up to 1 MB at a time. */
export async function readRows({ client, table }: Connection, kind: RowKind): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, queryOf(table, kind))) {
    rows.push(...Items);
  }
  return rows;
}

/** Counts the rows of a kind. DynamoDB counts up to 1 MB at a time. */
export async function countRows({ client, table }: Connection, kind: RowKind): Promise<number> {
  let count = 0;
  const query = { ...queryOf(table, kind), Select: 'COUNT' } as const;
  for await (const { Count = 0 } of paginateQuery({ client }, query)) count += Count;
  return count;
}

/**
 * Reads a page of rows whose ids are ULIDs, the newest first.
 *
 * @throws CatalogError `bad-cursor`
 */
export async function readRowPage(
  { client, table }: Connection,
  kind: RowKind,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<RowPage> {
  const { pk, prefix } = kind;
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      ...queryOf(table, kind),
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: cursor === undefined ? undefined : { pk, sk: prefix + ulidOf(cursor) },
    }),
  );
  const last = LastEvaluatedKey?.sk.slice(prefix.length);
  return { rows: Items, ...(last ? { cursor: encodeCursor(last) } : {}) };
}

/** Returns the attributes of a row without those of every row. */
export function contentOf(row: Row): Row {
  const { pk: _pk, sk: _sk, format: _format, [schema.expiry]: _expiry, ...content } = row;
  return content;
}

function queryOf(table: string, { pk, prefix, skipExpired = false }: RowKind) {
  const now = Math.floor(Date.now() / 1000);
  return {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: {
      ...{ ':pk': pk, ':prefix': prefix },
      ...(skipExpired && { ':now': now }),
    },
    ...(skipExpired && {
      FilterExpression: '#expiry > :now',
      ExpressionAttributeNames: { '#expiry': schema.expiry },
    }),
    ConsistentRead: true,
  };
}

function ulidOf(cursor: string): string {
  const id = decodeCursor(cursor);
  if (!/^[0-9A-Z]{26}$/.test(id)) throw new CatalogError('bad-cursor');
  return id;
}
