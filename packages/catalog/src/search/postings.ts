import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import type { LivingRecord } from '../table/item-record.ts';
import { postingKey } from '../table/schema.ts';
import { update } from '../table/update.ts';
import { inParallel } from './in-parallel.ts';
import { headOf } from './words.ts';

/** One life of an item, and its place in every list. */
export type Life = Pick<LivingRecord, 'id' | 'kind' | 'generation' | 'listedAt'>;

/** A row of the index: the words of one item that begin alike. */
export interface Posting {
  readonly pk: string;
  readonly sk: string;
  readonly id: string;
  readonly kind: string;
  readonly generation: number;
  readonly words: ReadonlySet<string>;
}

/** Puts words into their lists. Doing it again, or side by side with others, changes nothing. */
export const writePostings = (
  connection: Connection,
  life: Life,
  words: Iterable<string>,
): Promise<unknown> =>
  inParallel([...byHead(words)], ([head, alike]) =>
    update(connection, keyOf(life, head), {
      set: { id: life.id, kind: life.kind, generation: life.generation },
      add: { words: alike },
    }),
  );

/** Takes an item's rows out of the lists of its words. */
export const removePostings = (
  { client, table }: Connection,
  life: Pick<Life, 'listedAt' | 'generation'>,
  words: Iterable<string>,
): Promise<unknown> =>
  inParallel([...byHead(words).keys()], (head) =>
    client.send(new DeleteCommand({ TableName: table, Key: keyOf(life, head) })),
  );

const keyOf = ({ listedAt, generation }: Pick<Life, 'listedAt' | 'generation'>, head: string) =>
  postingKey(head, listedAt, generation);

export function byHead(words: Iterable<string>): Map<string, Set<string>> {
  const heads = new Map<string, Set<string>>();
  for (const word of words) {
    const head = headOf(word);
    heads.set(head, (heads.get(head) ?? new Set()).add(word));
  }
  return heads;
}
