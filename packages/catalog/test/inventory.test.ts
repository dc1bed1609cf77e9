import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Holding, type LivingRecord, type WordRow, wordRowsOf } from '../src/index.ts';
import { mediaPk, uploadRecordKey } from '../src/table/schema.ts';
import { anUpload, someId, startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
});
afterAll(() => table.stop());

async function inventory() {
  const holdings = new Map<string, Holding>();
  const words: WordRow[] = [];
  let pages = 0;
  for await (const page of table.catalog.walkInventory()) {
    pages++;
    for (const holding of page.holdings) holdings.set(holding.item.id, holding);
    words.push(...page.words);
    expect(page.apart).toEqual([]);
  }
  return { holdings, words, pages };
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

test('what an item has to have in search is what it has, and a tombstone has nothing', async () => {
  const [living, buried] = [anUpload(someId()), anUpload(someId())];
  for (const upload of [living, buried]) await table.catalog.registerUpload(upload);
  await table.catalog.registerUpload({ ...living, upload: newUploadId(), filename: 'Meer.png' });
  const burial = await table.catalog.beginDelete(buried.id);
  await table.catalog.settleDeletion(burial!);

  const { holdings, words } = await inventory();
  expect([...holdings.keys()].toSorted()).toEqual([living.id, buried.id].toSorted());
  expect(inOrder(wordRowsOf(holdings.get(living.id)!)!)).toEqual(inOrder(words));
  expect(words.length).toBeGreaterThan(5);
  expect(wordRowsOf(holdings.get(buried.id)!)).toEqual([]);
});

test('an item whose rows fill several pages is whole, and lacks what its list lacks', async () => {
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
  const holding = before.holdings.get(first.id)!;
  expect(holding.names).toContain('name299');
  expect(holding.names).toContain('name0');
  expect(wordRowsOf(holding)).toBeUndefined();

  const item = holding.item as LivingRecord;
  const missing = await table.catalog.missingWords(item);
  expect(missing.size).toBe(names.length);
  await table.catalog.restoreWords(item, missing);
  const { holdings, words } = await inventory();
  expect(inOrder(wordRowsOf(holdings.get(first.id)!)!)).toEqual(
    inOrder(words.filter(({ id }) => id === first.id)),
  );
  expect(words.some(({ pk }) => pk === mediaPk(first.id))).toBe(true);
});
