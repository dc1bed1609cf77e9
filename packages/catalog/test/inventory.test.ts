import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { uploadRecordKey } from '../src/table/schema.ts';
import { anUpload, someId, startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
});
afterAll(() => table.stop());

async function inventory() {
  const items: string[] = [];
  const uploads: string[] = [];
  let pages = 0;
  for await (const page of table.catalog.scanInventory()) {
    pages++;
    items.push(...page.items.map(({ id }) => id));
    uploads.push(...page.uploads.map(({ upload }) => upload));
  }
  return { items: items.toSorted(), uploads: uploads.toSorted(), pages };
}

test('the inventory has items and tombstones, and uploads whose original is stored', async () => {
  const [stored, received, deleted] = [anUpload(someId()), anUpload(someId()), anUpload(someId())];
  for (const upload of [stored, received, deleted]) await table.catalog.registerUpload(upload);
  const again = { ...stored, upload: newUploadId(), filename: 'Meer.png' };
  await table.catalog.registerUpload(again);
  await table.catalog.confirmStored(stored.id, 1);
  const deletion = await table.catalog.beginDelete(deleted.id);
  await table.catalog.settleDeletion(deletion!);

  const { items, uploads } = await inventory();
  expect(items).toEqual([stored.id, received.id, deleted.id].toSorted());
  expect(uploads).toEqual([stored.upload, again.upload].toSorted());
});

test('an item whose uploads fill several pages has all of them, and a lost item too', async () => {
  const before = await inventory();
  const [first, lost] = [anUpload(someId()), anUpload(someId())];
  await table.catalog.registerUpload(first);
  await table.catalog.confirmStored(first.id, 1);
  const more = [first.id, lost.id].flatMap((id) =>
    Array.from({ length: 300 }, () => anUpload(id, { userAgent: 'x'.repeat(8_000) })),
  );
  await table.put(
    more.map((upload) => ({ ...uploadRecordKey(upload.id, upload.upload), ...upload })),
  );
  const { items, uploads, pages } = await inventory();
  expect(pages).toBeGreaterThan(4);
  expect(items).toEqual([...before.items, first.id].toSorted());
  expect(uploads).toEqual(
    [...before.uploads, first.upload, ...more.map(({ upload }) => upload)].toSorted(),
  );
});
