import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { UploadRecord } from '../model.ts';
import { addWords, readWordList } from '../search/indexing.ts';
import { metadataWords, nameWords } from '../search/item-words.ts';
import { ITEM_WORDS } from '../search/limits.ts';
import { byHead, type Posting } from '../search/postings.ts';
import { batchGet } from '../table/batch-get.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord } from '../table/item-record.ts';
import { mediaPk, postingKey, UPLOAD_PREFIX } from '../table/schema.ts';
import type { Holding, WordRow } from './scan-inventory.ts';

/** The words that a living item should be found by and is not. */
export async function missingWords(
  connection: Connection,
  item: LivingRecord,
): Promise<ReadonlySet<string>> {
  const { listedAt, generation } = item;
  const list = (await readWordList(connection, item))?.words ?? new Set<string>();
  const names = list.size < ITEM_WORDS ? await uploadedNames(connection, item) : new Set<string>();
  const expected = new Set([...wordsDue(item, list, names), ...list]);
  const keys = [...byHead(expected).keys()].map((head) => postingKey(head, listedAt, generation));
  const postings = await batchGet<Posting>(connection, keys);
  const found = new Set(postings.flatMap(({ words }) => [...words]));
  return new Set([...expected].filter((word) => !found.has(word) || !list.has(word)));
}

/** What an item's own list should hold. From a bound on, names add nothing. */
const wordsDue = (
  { kind, metadata = {} }: LivingRecord,
  list: ReadonlySet<string>,
  names: ReadonlySet<string>,
): string[] => [...metadataWords(kind, metadata), ...(list.size < ITEM_WORDS ? names : [])];

/**
 * The rows of search that a living item has to have by its own list: that list, and a posting for each
 * beginning of its words. Undefined where the list itself lacks a word.
 */
export function wordRowsOf({ item, names, list }: Holding): WordRow[] | undefined {
  if (isTombstone(item)) return [];
  const { id, listedAt, generation } = item;
  const words = list?.words ?? new Set<string>();
  if (wordsDue(item, words, names).some((word) => !words.has(word))) return undefined;
  const postings = [...byHead(words)].map(([head, alike]) => ({
    ...postingKey(head, listedAt, generation),
    id,
    generation,
    words: alike,
  }));
  return list ? [list, ...postings] : postings;
}

/** Makes a living item findable by words that were missing. */
export const restoreWords = (
  connection: Connection,
  item: LivingRecord,
  words: ReadonlySet<string>,
): Promise<void> => addWords(connection, item, words);

async function uploadedNames(
  { client, table }: Connection,
  { id, generation }: LivingRecord,
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const uploads = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :upload)',
    ExpressionAttributeValues: { ':pk': mediaPk(id), ':upload': UPLOAD_PREFIX },
  };
  for await (const { Items = [] } of paginateQuery({ client }, uploads)) {
    for (const upload of Items as UploadRecord[]) {
      if (upload.generation !== generation) continue;
      for (const word of nameWords(upload.filename)) names.add(word);
      if (names.size >= ITEM_WORDS) return names;
    }
  }
  return names;
}

/** Takes a row away whose life has ended. No later life can ever have the same. */
export async function removeWordRow(
  { client, table }: Connection,
  { pk, sk }: Pick<WordRow, 'pk' | 'sk'>,
) {
  await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
}
