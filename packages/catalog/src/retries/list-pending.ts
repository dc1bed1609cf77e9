import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { schema } from '../table/schema.ts';

/** Reads one page at a time. */
export async function* listPending(
  { client, table }: Connection,
  before: string,
): AsyncGenerator<LivingRecord[]> {
  const index = schema.indexes[0];
  for (const status of ['stored', 'processing'] as const) {
    const items = {
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: '#hash = :hash AND #range < :before',
      ExpressionAttributeNames: { '#hash': index.hashKey, '#range': index.rangeKey },
      ExpressionAttributeValues: { ':hash': status, ':before': before },
    };
    for await (const { Items = [] } of paginateQuery({ client }, items)) {
      yield Items as LivingRecord[];
    }
  }
}
