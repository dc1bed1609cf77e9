import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { postingKey } from '../table/schema.ts';
import { update } from '../table/update.ts';
import { WRITE_CONCURRENCY } from './limits.ts';
import { headOf } from './words.ts';

/** One generation of an item, and its position in every list. */
export type ItemGeneration = Pick<LivingRecord, 'id' | 'kind' | 'generation' | 'listedAt'>;

/** A row of the index: the words of one item that share a beginning. */
export interface Posting {
  readonly pk: string;
  readonly sk: string;
  readonly id: string;
  readonly kind: string;
  readonly generation: number;
  readonly words: ReadonlySet<string>;
}

/** Adds an item to the lists of its words. Idempotent, and safe to run concurrently. */
export const writePostings = (
  connection: Connection,
  item: ItemGeneration,
  words: Iterable<string>,
): Promise<unknown> =>
  pMap(
    byHead(words).entries(),
    ([head, alike]) =>
      update(connection, keyOf(item, head), {
        set: { id: item.id, kind: item.kind, generation: item.generation },
        add: { words: alike },
      }),
    { concurrency: WRITE_CONCURRENCY },
  );

/** Removes an item from the lists of its words. */
export const removePostings = (
  { client, table }: Connection,
  item: Pick<ItemGeneration, 'listedAt' | 'generation'>,
  words: Iterable<string>,
): Promise<unknown> =>
  pMap(
    byHead(words).keys(),
    (head) => client.send(new DeleteCommand({ TableName: table, Key: keyOf(item, head) })),
    { concurrency: WRITE_CONCURRENCY },
  );

const keyOf = (
  { listedAt, generation }: Pick<ItemGeneration, 'listedAt' | 'generation'>,
  head: string,
) => postingKey(head, listedAt, generation);

/** Groups words by the beginning that names their list. */
export function byHead(words: Iterable<string>): Map<string, Set<string>> {
  const heads = new Map<string, Set<string>>();
  for (const word of words) {
    const head = headOf(word);
    heads.set(head, (heads.get(head) ?? new Set()).add(word));
  }
  return heads;
}
