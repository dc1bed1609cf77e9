import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { schema } from '../table/schema.ts';

/**
 * Lists items that are `stored` or `processing` and whose status was last set before a time, the
 * oldest first, one page in memory at a time.
 *
 * @param before RFC 3339, UTC
 */
export async function* listUnsettled(
  { client, table }: Connection,
  before: string,
): AsyncGenerator<LivingRecord[]> {
  const index = schema.indexes[2];
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
