import { recoverMissing } from '@galeria/cloud';
import { newUploadId, originalKey, uploadKey } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openFixture } from './fixture.ts';

let fixture: Awaited<ReturnType<typeof openFixture>>;

beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

let made = 0;
const someId = (): string => (++made).toString(16).padStart(4, '0').padEnd(64, '0');

const verify = async () => (await fixture.verify()).found;
const repair = async () => (await fixture.verify({ repair: true })).found;

/** Returns the parts of an item that a user sees, with its uploads. */
async function seen(id: string) {
  const { filename, ...original } = (await fixture.catalog.get(id))!.original;
  const { status, createdAt, uploads } = (await fixture.catalog.get(id))!;
  const senders = uploads.map((upload) => [upload.upload, upload.filename, upload.address]);
  return { filename, original, status, createdAt, senders };
}

test('an item that lost all rows is recovered with file name, sender and time', async () => {
  const id = someId();
  const record = await fixture.addReadyItem(id);
  const before = await seen(id);
  await fixture.loseRows(id);
  expect(await fixture.catalog.get(id)).toBeUndefined();

  expect(await verify()).toEqual(
    expect.arrayContaining([
      `item-missing ${originalKey('image', id)}`,
      `upload-record-orphaned ${uploadKey(record.upload)}`,
    ]),
  );
  await repair();
  expect(await seen(id)).toEqual({ ...before, status: 'stored' });
  expect(before.filename).toBe(record.filename);
  expect(await fixture.messages()).toBe(1);
  expect(await verify()).toEqual([`stuck ${id}`]);
  await fixture.deleteItem(id, { whole: true });
});

test('two uploads of a lost item are recovered, and the earlier one gives it its file name', async () => {
  const id = someId();
  const first = await fixture.addReadyItem(id);
  const second = {
    ...first,
    upload: newUploadId(),
    filename: 'again.jpg',
    receivedAt: new Date(Date.parse(first.receivedAt) + 1000).toISOString(),
  };
  await fixture.catalog.registerUpload(second);
  await fixture.putRecord(second);
  await fixture.loseRows(id, 'ITEM');
  await fixture.loseRows(id, `UPLOAD#${second.upload}`);
  await repair();
  const { filename, senders } = await seen(id);
  expect(filename).toBe(first.filename);
  expect(senders.map(([upload]) => upload).toSorted()).toEqual(
    [first.upload, second.upload].toSorted(),
  );
  await fixture.deleteItem(id, { whole: true });
});

test('an item that a processor created without an upload gets its file name, sender and time', async () => {
  const id = someId();
  const record = await fixture.addReadyItem(id);
  await fixture.loseRows(id);
  await fixture.catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 0 });
  expect((await seen(id)).filename).toBe(id);
  expect(await repair()).toContain(`upload-record-orphaned ${uploadKey(record.upload)}`);
  expect(await seen(id)).toMatchObject({
    filename: record.filename,
    createdAt: record.receivedAt,
    senders: [[record.upload, record.filename, record.address]],
  });
  await fixture.deleteItem(id, { whole: true });
});

test('a lost item row is recovered from the upload rows', async () => {
  const id = someId();
  const record = await fixture.addReadyItem(id);
  await fixture.loseRows(id, 'ITEM');
  expect(await repair()).toContain(`item-missing ${originalKey('image', id)}`);
  expect(await seen(id)).toMatchObject({ filename: record.filename, createdAt: record.receivedAt });
  await fixture.deleteItem(id, { whole: true });
});

test('a lost upload row is recovered, and a lost upload record is written again', async () => {
  const [rowLost, recordLost] = [someId(), someId()];
  const [first, second] = [
    await fixture.addReadyItem(rowLost),
    await fixture.addReadyItem(recordLost),
  ];
  await fixture.loseRows(rowLost, 'UPLOAD#');
  await fixture.remove('originals', uploadKey(second.upload));
  const found = [
    `upload-record-missing ${uploadKey(second.upload)}`,
    `upload-record-orphaned ${uploadKey(first.upload)}`,
  ];
  expect(await verify()).toEqual(found);
  expect(await repair()).toEqual(found);
  expect(await verify()).toEqual([]);
  expect(await fixture.rowsOf(rowLost)).toContain(`UPLOAD#${first.upload}`);
  for (const id of [rowLost, recordLost]) await fixture.deleteItem(id, { whole: true });
});

test('leftovers of a deleted item are deleted, and the item is not recovered', async () => {
  const id = someId();
  const record = await fixture.addReadyItem(id);
  await fixture.deleteItem(id, { whole: true });
  await fixture.put('originals', originalKey('image', id));
  await fixture.putRecord(record);
  const found = await repair();
  expect(found).toContain(`upload-record-orphaned ${uploadKey(record.upload)}`);
  expect(await fixture.catalog.describe(id)).toMatchObject({ state: 'deleted', generation: 1 });
  expect(await verify()).toEqual([]);
  expect(await fixture.rowsOf(id)).toEqual(['ITEM']);
});

test('a record of an earlier generation is deleted, and the item of the later generation is kept', async () => {
  const id = someId();
  const old = await fixture.addReadyItem(id);
  await fixture.deleteItem(id, { whole: true });
  const renewed = { ...old, upload: newUploadId(), filename: 'new.jpg', generation: 2 };
  await fixture.catalog.registerUpload(renewed);
  await fixture.put('originals', originalKey('image', id));
  await fixture.putRecord(renewed);
  await fixture.catalog.confirmStored(id, 2);
  await fixture.putRecord(old);
  expect(await repair()).toContain(`upload-record-orphaned ${uploadKey(old.upload)}`);
  expect(await seen(id)).toMatchObject({
    filename: 'new.jpg',
    senders: [[renewed.upload, 'new.jpg', renewed.address]],
  });
  await fixture.deleteItem(id, { whole: true });
  expect(await verify()).toEqual([]);
});

test('a record without an original recovers nothing and is reported again', async () => {
  const id = someId();
  const record = await fixture.preRegister(id);
  await fixture.putRecord(record);
  await fixture.loseRows(id);
  const found = [`upload-record-orphaned ${uploadKey(record.upload)}`];
  expect(await repair()).toEqual(found);
  expect(await repair()).toEqual(found);
  expect((await fixture.catalog.describe(id)).state).toBe('absent');
  await fixture.remove('originals', uploadKey(record.upload));
});

test('two concurrent sweeps recover everything once, and no deleted item', async () => {
  const [one, other, deleted] = [someId(), someId(), someId()];
  const records = [await fixture.addReadyItem(one), await fixture.addReadyItem(other)];
  const leftover = await fixture.addReadyItem(deleted);
  await fixture.deleteItem(deleted, { whole: true });
  await fixture.putRecord(leftover);
  for (const id of [one, other]) await fixture.loseRows(id);
  const sweep = () => recoverMissing(fixture.recovery, new AbortController().signal);
  await Promise.all([sweep(), sweep()]);
  for (const [at, id] of [one, other].entries()) {
    const { upload, filename, address, receivedAt } = records[at]!;
    expect(await seen(id)).toMatchObject({
      filename,
      createdAt: receivedAt,
      status: 'stored',
      senders: [[upload, filename, address]],
    });
  }
  expect(await fixture.rowsOf(deleted)).toEqual(['ITEM']);
  expect((await fixture.catalog.describe(deleted)).state).toBe('deleted');
  expect(await sweep()).toMatchObject({ registered: 0, restored: 0, resumed: 0, removed: 0 });
  for (const id of [one, other]) await fixture.deleteItem(id, { whole: true });
});
