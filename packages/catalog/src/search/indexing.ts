import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../table/connection.ts';
import { isTombstone, readItem } from '../table/item-record.ts';
import { wordListKey } from '../table/schema.ts';
import { update } from '../table/update.ts';
import { ITEM_WORDS } from './limits.ts';
import { type Life, removePostings, writePostings } from './postings.ts';

/** An item's own list of its words, by which a deletion finds its rows in theirs. */
export interface WordList extends Pick<Life, 'listedAt' | 'generation'> {
  readonly pk: string;
  readonly sk: string;
  readonly words: ReadonlySet<string>;
}

/**
 * Makes an item findable by some words. Doing it again changes nothing.
 *
 * The order keeps a deletion from missing any: each of the two writes first and looks then.
 *
 * ```
 * this       the item's list ──► the words' lists ──► is it alive still? ──► no: take its own back
 * deletion   tombstone ──► read the item's list ──► take those rows away ──► the list itself
 * ```
 *
 * Rows are keyed by the life too, so that what comes late never touches a later one.
 */
export async function addWords(
  connection: Connection,
  life: Life,
  words: ReadonlySet<string>,
): Promise<void> {
  if (words.size === 0) return;
  await update(connection, wordListKey(life.id, life.generation), {
    set: listOf(life),
    add: { words },
  });
  await spread(connection, life, words);
}

/** The same for the name of an upload. An item may have any number: past a bound they add no words. */
export async function addNameWords(
  connection: Connection,
  life: Life,
  words: ReadonlySet<string>,
): Promise<void> {
  if (words.size === 0) return;
  const hasRoom = await update(connection, wordListKey(life.id, life.generation), {
    set: listOf(life),
    add: { words },
    when: 'attribute_not_exists(#words) OR size(#words) < :most',
    values: { most: ITEM_WORDS },
  });
  if (hasRoom) await spread(connection, life, words);
}

const listOf = ({ id, listedAt, generation }: Life) => ({ id, listedAt, generation });

async function spread(connection: Connection, life: Life, words: ReadonlySet<string>) {
  await writePostings(connection, life, words);
  const item = await readItem(connection, life.id);
  const lives = item && !isTombstone(item) && item.generation === life.generation;
  if (lives) return;
  const list = await readWordList(connection, life);
  // The list may be gone already, and the rows that were just written be in it no more.
  await removePostings(connection, life, new Set([...words, ...(list?.words ?? [])]));
  if (list) await removeList(connection, list);
}

export async function readWordList(
  { client, table }: Connection,
  { id, generation }: Pick<Life, 'id' | 'generation'>,
): Promise<WordList | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: wordListKey(id, generation), ConsistentRead: true }),
  );
  return Item as WordList | undefined;
}

/** Takes away the words of a buried life: first from their lists, then the item's own. */
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
