import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import type { ItemRecord } from '../table/item-record.ts';
import { itemKey } from '../table/schema.ts';

export async function* scanItems({ client, table }: Connection): AsyncGenerator<ItemRecord> {
  const items = {
    TableName: table,
    FilterExpression: 'sk = :item',
    ExpressionAttributeValues: { ':item': itemKey('').sk },
  };
  for await (const { Items = [] } of paginateScan({ client }, items)) yield* Items as ItemRecord[];
}
