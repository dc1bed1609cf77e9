import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { unsettledQuery } from '../table/unsettled-query.ts';

/** Reads one page at a time. */
export async function* listPending(
  { client, table }: Connection,
  before: string,
): AsyncGenerator<LivingRecord[]> {
  for (const status of ['stored', 'processing'] as const) {
    const query = unsettledQuery(table, status, before);
    for await (const { Items = [] } of paginateQuery({ client }, query)) {
      yield Items as LivingRecord[];
    }
  }
}
