import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createEraser, deleteVersions, listVersions, removeObject } from '@galeria/cloud';
import { originalKey, renditionKey, uploadKey } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { names } from '../stack.ts';
import { type Harness, openHarness } from './harness.ts';

const { originalsBucket, galleryBucket } = names;
let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** Stores an item with renditions. */
async function storedItem() {
  const record = await harness.received();
  await harness.store(record);
  await harness.catalog.confirmStored(record.id, 1);
  for (const name of ['a.webp', 'b.webp']) {
    await harness.put(galleryBucket, renditionKey(record.id, name));
  }
  return record;
}

const objectsOf = async ({ id, upload }: { id: string; upload: string }) => [
  ...(await harness.versions(originalsBucket, originalKey('image', id))),
  ...(await harness.versions(originalsBucket, uploadKey(upload))),
  ...(await harness.versions(galleryBucket, renditionKey(id, ''))),
];

const stateOf = async (id: string) => (await harness.catalog.describe(id)).state;

test('all versions and delete markers of one key are deleted, and no key that begins with it', async () => {
  await harness.put(originalsBucket, 'note', 'one');
  await harness.put(originalsBucket, 'note', 'two');
  await harness.s3.send(new DeleteObjectCommand({ Bucket: originalsBucket, Key: 'note' }));
  await harness.put(originalsBucket, 'notes');
  expect(await harness.versions(originalsBucket, 'note')).toEqual([
    'note',
    'note',
    'note',
    'notes',
  ]);
  await removeObject(harness.s3, originalsBucket, 'note');
  expect(await harness.versions(originalsBucket, 'note')).toEqual(['notes']);
  await removeObject(harness.s3, originalsBucket, 'note');
});

test('versions that S3 does not delete are a typed error with bucket, key and code', async () => {
  await harness.put(originalsBucket, 'kept');
  const [kept] = await listVersions(harness.s3, originalsBucket, 'kept');
  const deleted = deleteVersions(harness.s3, originalsBucket, [
    { ...kept!, VersionId: 'no version' },
  ]);
  await expect(deleted).rejects.toMatchObject({
    code: 'not-erased',
    message: expect.stringContaining(`${originalsBucket}/kept: `),
  });
  expect(await harness.versions(originalsBucket, 'kept')).toEqual(['kept']);
});

test('a deletion removes original, upload record and renditions, and is repeatable', async () => {
  const [record, other] = [await storedItem(), await storedItem()];
  const deletion = (await harness.catalog.beginDelete(record.id))!;
  expect(await stateOf(record.id)).toBe('deleting');
  await harness.erase(deletion);
  expect(await objectsOf(record)).toEqual([]);
  expect(await stateOf(record.id)).toBe('deleted');
  await harness.erase(deletion);
  expect(await objectsOf(other)).toHaveLength(4);
});

test('a deletion that fails in between stays open, and the next call completes it', async () => {
  const record = await storedItem();
  const deletion = (await harness.catalog.beginDelete(record.id))!;
  const failing = Object.assign(Object.create(harness.s3) as S3Client, {
    send: (command: { input: { Bucket?: string; Delete?: unknown } }) =>
      command.input.Delete && command.input.Bucket === originalsBucket
        ? Promise.reject(new Error('S3 is unavailable'))
        : harness.s3.send(command as never),
  });
  const erase = createEraser({ s3: failing, catalog: harness.catalog, ...names });
  await expect(erase(deletion)).rejects.toThrow('S3 is unavailable');
  expect(await stateOf(record.id)).toBe('deleting');
  expect(await objectsOf(record)).toHaveLength(2);
  await harness.erase(deletion);
  expect(await objectsOf(record)).toEqual([]);
  expect(await stateOf(record.id)).toBe('deleted');
});

test('a processor deletes renditions alone, and leaves an open deletion open', async () => {
  const record = await storedItem();
  const deletion = (await harness.catalog.beginDelete(record.id))!;
  await harness.eraseRenditions(deletion);
  expect(await objectsOf(record)).toHaveLength(2);
  expect(await stateOf(record.id)).toBe('deleting');
  await harness.erase(deletion);
  await harness.put(galleryBucket, renditionKey(record.id, 'late.webp'));
  await harness.eraseRenditions(deletion);
  expect(await objectsOf(record)).toEqual([]);
  expect(await stateOf(record.id)).toBe('deleted');
});
