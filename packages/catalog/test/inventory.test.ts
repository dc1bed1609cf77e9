import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LivingRecord, type ScannedItem, type WordRow, wordRowsOf } from '../src/index.ts';
import { mediaPk, uploadRecordKey } from '../src/table/schema.ts';
import { anUpload, someId, startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
});
afterAll(() => table.stop());

async function inventory() {
  const items = new Map<string, ScannedItem>();
  const words: WordRow[] = [];
  let pages = 0;
  for await (const page of table.catalog.scanInventory()) {
    pages++;
    for (const scanned of page.items) items.set(scanned.item.id, scanned);
    words.push(...page.words);
    expect(page.incomplete).toEqual([]);
  }
  return { items, words, pages };
}

const inOrder = (rows: readonly WordRow[]) =>
  rows
    .map(({ pk, sk, id, generation, words }) => ({
      key: `${pk} ${sk}`,
      id,
      generation,
      words: [...words].toSorted(),
    }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));

test('the expected search rows of an item are the ones it has; a tombstone has none', async () => {
  const [living, deleted] = [anUpload(someId()), anUpload(someId())];
  for (const upload of [living, deleted]) await table.catalog.registerUpload(upload);
  await table.catalog.registerUpload({ ...living, upload: newUploadId(), filename: 'Meer.png' });
  const deletion = await table.catalog.beginDelete(deleted.id);
  await table.catalog.settleDeletion(deletion!);

  const { items, words } = await inventory();
  expect([...items.keys()].toSorted()).toEqual([living.id, deleted.id].toSorted());
  expect(inOrder(wordRowsOf(items.get(living.id)!)!)).toEqual(inOrder(words));
  expect(words.length).toBeGreaterThan(5);
  expect(wordRowsOf(items.get(deleted.id)!)).toEqual([]);
});

test('an item whose rows fill several pages is complete, and missing words are found', async () => {
  const first = anUpload(someId());
  await table.catalog.registerUpload(first);
  const names = Array.from({ length: 300 }, (_, at) => `name${at}.jpg`);
  await table.put(
    names.map((filename) => {
      const upload = anUpload(first.id, { filename, userAgent: 'x'.repeat(8_000) });
      return { ...uploadRecordKey(first.id, upload.upload), ...upload };
    }),
  );
  const before = await inventory();
  expect(before.pages).toBeGreaterThan(2);
  const scanned = before.items.get(first.id)!;
  expect(scanned.names).toContain('name299');
  expect(scanned.names).toContain('name0');
  expect(wordRowsOf(scanned)).toBeUndefined();

  const item = scanned.item as LivingRecord;
  const missing = await table.catalog.missingWords(item);
  expect(missing.size).toBe(names.length);
  await table.catalog.restoreWords(item, missing);
  const { items, words } = await inventory();
  expect(inOrder(wordRowsOf(items.get(first.id)!)!)).toEqual(
    inOrder(words.filter(({ id }) => id === first.id)),
  );
  expect(words.some(({ pk }) => pk === mediaPk(first.id))).toBe(true);
});
