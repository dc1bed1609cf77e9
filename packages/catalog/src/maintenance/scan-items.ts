import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import { decodeCursor, encodeCursor } from '../table/cursor.ts';
import type { ItemRecord } from '../table/item-record.ts';
import { itemKey } from '../table/schema.ts';
import { isObsolete, type ObsoleteRow, searchRows } from './obsolete.ts';

export async function* scanItems(connection: Connection): AsyncGenerator<ItemRecord> {
  for await (const { records } of scanItemPages(connection)) yield* records;
}

export interface ItemScan {
  /** `next` of a page of an earlier scan, which continues there. */
  readonly from?: string | undefined;
  /** Whether pages have the rows that only earlier releases read. */
  readonly obsolete?: boolean;
}

/** One page of a scan. */
export interface ItemPage {
  readonly records: readonly ItemRecord[];
  /** Search rows, and items with attributes of the listing indexes; empty unless requested. */
  readonly obsolete: readonly ObsoleteRow[];
  /** Where the next page begins, to continue a scan later. Undefined on the last page. */
  readonly next: string | undefined;
}

export async function* scanItemPages(
  { client, table }: Connection,
  { from, obsolete = false }: ItemScan = {},
): AsyncGenerator<ItemPage> {
  const items = {
    TableName: table,
    FilterExpression: obsolete ? `sk = :item OR ${searchRows.filter}` : 'sk = :item',
    ExpressionAttributeValues: {
      ':item': itemKey('').sk,
      ...(obsolete ? searchRows.values : {}),
    },
  };
  const start = from === undefined ? {} : { startingToken: JSON.parse(decodeCursor(from)) };
  const pages = paginateScan({ client, ...start }, items);
  for await (const { Items = [], LastEvaluatedKey } of pages) {
    const rows = Items as (ItemRecord & ObsoleteRow)[];
    yield {
      records: rows.filter(({ sk }) => sk === itemKey('').sk),
      obsolete: obsolete ? rows.filter(isObsolete) : [],
      next: LastEvaluatedKey && encodeCursor(JSON.stringify(LastEvaluatedKey)),
    };
  }
}
