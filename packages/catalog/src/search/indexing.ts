import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import { isTombstone, readItem } from '../table/item-record.ts';
import { wordListKey } from '../table/schema.ts';
import { update } from '../table/update.ts';
import { ITEM_WORDS } from './limits.ts';
import { type ItemGeneration, removePostings, writePostings } from './postings.ts';

/** The list of all words of an item, from which a deletion computes the keys of its postings. */
export interface WordList extends Pick<ItemGeneration, 'listedAt' | 'generation'> {
  readonly pk: string;
  readonly sk: string;
  readonly words: ReadonlySet<string>;
}

/**
 * Makes an item findable by these words. Idempotent.
 *
 * No posting survives a concurrent deletion, because both sides write before they read:
 *
 * ```
 * this       write word list ──► write postings ──► item still alive? ──► no: delete the postings
 * deletion   write tombstone ──► read word list ──► delete its postings ──► delete the word list
 * ```
 *
 * The keys contain the generation, so a late write never touches a later generation.
 */
export async function addWords(
  connection: Connection,
  item: ItemGeneration,
  words: ReadonlySet<string>,
): Promise<void> {
  if (words.size === 0) return;
  await update(connection, wordListKey(item.id, item.generation), {
    set: listOf(item),
    add: { words },
  });
  await writeAndCheck(connection, item, words);
}

/** Adds the words of a file name. An item can have any number of uploads: above a limit they add none. */
export async function addNameWords(
  connection: Connection,
  item: ItemGeneration,
  words: ReadonlySet<string>,
): Promise<void> {
  if (words.size === 0) return;
  const listHasRoom = 'attribute_not_exists(#words) OR size(#words) < :most';
  const added = await update(connection, wordListKey(item.id, item.generation), {
    set: listOf(item),
    add: { words },
    when: listHasRoom,
    values: { most: ITEM_WORDS },
  });
  if (added) await writeAndCheck(connection, item, words);
}

const listOf = ({ id, listedAt, generation }: ItemGeneration) => ({ id, listedAt, generation });

async function writeAndCheck(
  connection: Connection,
  item: ItemGeneration,
  words: ReadonlySet<string>,
) {
  await writePostings(connection, item, words);
  const current = await readItem(connection, item.id);
  const isAlive = current && !isTombstone(current) && current.generation === item.generation;
  if (isAlive) return;
  const list = await readWordList(connection, item);
  // The word list may be gone, or no longer contain the words whose postings were just written.
  await removePostings(connection, item, new Set([...words, ...(list?.words ?? [])]));
  if (list) await removeList(connection, list);
}

export async function readWordList(
  { client, table }: Connection,
  { id, generation }: Pick<ItemGeneration, 'id' | 'generation'>,
): Promise<WordList | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: wordListKey(id, generation), ConsistentRead: true }),
  );
  return Item as WordList | undefined;
}

/** Removes a deleted generation from search: first its postings, then its word list. */
export async function removeWords(connection: Connection, list: WordList): Promise<void> {
  await removePostings(connection, list, list.words);
  await removeList(connection, list);
}

async function removeList(
  { client, table }: Connection,
  { pk, sk }: Pick<WordList, 'pk' | 'sk'>,
): Promise<void> {
  await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
}
