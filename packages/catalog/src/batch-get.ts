import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection.ts';

/** What DynamoDB takes in one BatchGetItem. */
const BATCH = 100;

/** Reads rows by their keys, in no order; those that there are none of are left out. */
export async function batchGet<Row>(
  { client, table }: Connection,
  keys: readonly Readonly<Record<string, string>>[],
): Promise<Row[]> {
  const found: Row[] = [];
  const wanted = [...keys];
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted.splice(0, BATCH) } } }),
    );
    found.push(...((Responses?.[table] ?? []) as Row[]));
    wanted.push(...((UnprocessedKeys?.[table]?.Keys ?? []) as typeof wanted));
  }
  return found;
}
