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
import type { ScannedItem, WordRow } from './scan-inventory.ts';

export async function missingWords(
  connection: Connection,
  item: LivingRecord,
): Promise<ReadonlySet<string>> {
  const { listedAt, generation } = item;
  const list = (await readWordList(connection, item))?.words ?? new Set<string>();
  const names = list.size < ITEM_WORDS ? await uploadedNames(connection, item) : new Set<string>();
  const expected = new Set([...expectedWords(item, list, names), ...list]);
  const keys = [...byHead(expected).keys()].map((head) => postingKey(head, listedAt, generation));
  const postings = await batchGet<Posting>(connection, keys);
  const found = new Set(postings.flatMap(({ words }) => [...words]));
  return new Set([...expected].filter((word) => !found.has(word) || !list.has(word)));
}

/** The words that the word list should contain. Above a limit, file names add none. */
const expectedWords = (
  { kind, metadata = {} }: LivingRecord,
  list: ReadonlySet<string>,
  names: ReadonlySet<string>,
): string[] => [...metadataWords(kind, metadata), ...(list.size < ITEM_WORDS ? names : [])];

/**
 * Computes the search rows that an item must have: its word list, and a posting for each beginning of
 * its words; none for a deleted item. Returns undefined where the word list itself lacks a word.
 */
export function wordRowsOf({ item, names, list }: ScannedItem): WordRow[] | undefined {
  if (isTombstone(item)) return [];
  const { id, listedAt, generation } = item;
  const words = list?.words ?? new Set<string>();
  if (expectedWords(item, words, names).some((word) => !words.has(word))) return undefined;
  const postings = [...byHead(words)].map(([head, alike]) => ({
    ...postingKey(head, listedAt, generation),
    id,
    generation,
    words: alike,
  }));
  return list ? [list, ...postings] : postings;
}

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

export async function removeWordRow(
  { client, table }: Connection,
  { pk, sk }: Pick<WordRow, 'pk' | 'sk'>,
) {
  await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
}
