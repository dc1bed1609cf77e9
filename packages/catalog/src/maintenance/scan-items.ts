import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import { decodeCursor, encodeCursor } from '../table/cursor.ts';
import type { ItemRecord } from '../table/item-record.ts';
import { itemKey } from '../table/schema.ts';

export async function* scanItems(connection: Connection): AsyncGenerator<ItemRecord> {
  for await (const { records } of scanItemPages(connection)) yield* records;
}

/** One page of a scan. */
export interface ItemPage {
  readonly records: readonly ItemRecord[];
  /** Where the next page begins, to continue a scan later. Undefined on the last page. */
  readonly next: string | undefined;
}

export async function* scanItemPages(
  { client, table }: Connection,
  { from }: { readonly from?: string | undefined } = {},
): AsyncGenerator<ItemPage> {
  const items = {
    TableName: table,
    FilterExpression: 'sk = :item',
    ExpressionAttributeValues: { ':item': itemKey('').sk },
  };
  const start = from === undefined ? {} : { startingToken: JSON.parse(decodeCursor(from)) };
  const pages = paginateScan({ client, ...start }, items);
  for await (const { Items = [], LastEvaluatedKey } of pages) {
    const next = LastEvaluatedKey && encodeCursor(JSON.stringify(LastEvaluatedKey));
    yield { records: Items as ItemRecord[], next };
  }
}
