import { DeleteCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../batch-get.ts';
import type { Connection } from '../connection.ts';
import type { LivingRecord } from '../item-record.ts';
import type { UploadRecord } from '../model.ts';
import { mediaPk, postingKey, postingPk, UPLOAD_PREFIX, WORD_LIST_PREFIX } from '../schema.ts';
import { addWords, readWordList } from './indexing.ts';
import { metadataWords, nameWords } from './item-words.ts';
import { ITEM_WORDS } from './limits.ts';
import { byHead, type Posting } from './postings.ts';

/** The words that a living item should be found by and is not. */
export async function missingWords(
  connection: Connection,
  item: LivingRecord,
): Promise<ReadonlySet<string>> {
  const { kind, metadata = {}, listedAt, generation } = item;
  const list = (await readWordList(connection, item))?.words ?? new Set<string>();
  const names = list.size < ITEM_WORDS ? await uploadedNames(connection, item) : [];
  const expected = new Set([...metadataWords(kind, metadata), ...names, ...list]);
  const keys = [...byHead(expected).keys()].map((head) => postingKey(head, listedAt, generation));
  const postings = await batchGet<Posting>(connection, keys);
  const found = new Set(postings.flatMap(({ words }) => [...words]));
  return new Set([...expected].filter((word) => !found.has(word) || !list.has(word)));
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
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :upload)',
        ExpressionAttributeValues: { ':pk': mediaPk(id), ':upload': UPLOAD_PREFIX },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const upload of (page.Items ?? []) as UploadRecord[]) {
      if (upload.generation !== generation) continue;
      for (const word of nameWords(upload.filename)) names.add(word);
      if (names.size >= ITEM_WORDS) return names;
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return names;
}

/** A row of the index of words, or an item's own list of them. */
export type WordRow = Pick<Posting, 'pk' | 'sk' | 'id' | 'generation'>;

/** Every row there is for the sake of search, in no order, a page of the table at a time. */
export async function* walkWords({ client, table }: Connection): AsyncGenerator<WordRow[]> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        FilterExpression: 'begins_with(pk, :posting) OR begins_with(sk, :list)',
        ExpressionAttributeValues: { ':posting': postingPk(''), ':list': WORD_LIST_PREFIX },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    yield (page.Items ?? []) as WordRow[];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Takes a row away whose life has ended. No later life can ever have the same. */
export async function removeWordRow({ client, table }: Connection, { pk, sk }: WordRow) {
  await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
}
