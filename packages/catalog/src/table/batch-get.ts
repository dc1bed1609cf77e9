import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection.ts';

/** What DynamoDB takes in one BatchGetItem. */
const BATCH = 100;

/** How long to wait for what was left unread: doubled each time in a row, with full jitter. */
const PAUSE_MS = { first: 50, longest: 3_200 } as const;

/**
 * Reads rows by their keys, in no order; those that there are none of are left out.
 *
 * DynamoDB leaves a part unread where the table is throttled, and throws where it can read nothing: so
 * each request brings it nearer to its end.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export async function batchGet<Row>(
  { client, table }: Connection,
  keys: readonly Readonly<Record<string, string>>[],
): Promise<Row[]> {
  const found: Row[] = [];
  const wanted = [...keys];
  let pauseMs: number = PAUSE_MS.first;
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted.splice(0, BATCH) } } }),
    );
    found.push(...((Responses?.[table] ?? []) as Row[]));
    const unread = (UnprocessedKeys?.[table]?.Keys ?? []) as typeof wanted;
    wanted.push(...unread);
    if (unread.length > 0) await sleep(Math.random() * pauseMs);
    pauseMs = unread.length > 0 ? Math.min(PAUSE_MS.longest, 2 * pauseMs) : PAUSE_MS.first;
  }
  return found;
}
