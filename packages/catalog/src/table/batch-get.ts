import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from './connection.ts';

/** The most keys that one BatchGetItem accepts. */
const BATCH = 100;

/** Pause before unread keys are requested again: doubled each time in a row, with full jitter. */
const PAUSE_MS = { first: 50, longest: 3_200 } as const;

/**
 * Reads rows by their keys, in no order. Rows that do not exist are left out.
 *
 * A throttled table leaves some keys unread; DynamoDB throws if it can read none, so every request
 * makes progress.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export async function batchGet<Row>(
  { client, table }: Connection,
  keys: readonly Readonly<Record<string, string>>[],
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Row[]> {
  const found: Row[] = [];
  const wanted = [...keys];
  let pauseMs: number = PAUSE_MS.first;
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: wanted.splice(0, BATCH), ConsistentRead: consistent } },
      }),
    );
    found.push(...((Responses?.[table] ?? []) as Row[]));
    const unread = (UnprocessedKeys?.[table]?.Keys ?? []) as typeof wanted;
    wanted.push(...unread);
    if (unread.length > 0) await sleep(Math.random() * pauseMs);
    pauseMs = unread.length > 0 ? Math.min(PAUSE_MS.longest, 2 * pauseMs) : PAUSE_MS.first;
  }
  return found;
}
