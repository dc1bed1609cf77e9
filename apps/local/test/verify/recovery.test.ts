import { recoverMissing } from '@galeria/cloud';
import { newUploadId, originalKey, uploadKey } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openGarden } from './planted.ts';

let garden: Awaited<ReturnType<typeof openGarden>>;

beforeAll(async () => {
  garden = await openGarden();
});
afterAll(() => garden.close());

let made = 0;
const someId = (): string => (++made).toString(16).padStart(4, '0').padEnd(64, '0');

const verify = async () => (await garden.verify()).found;
const repair = async () => (await garden.verify({ repair: true })).found;

/** What a user sees of an item and who uploaded it. */
async function seen(id: string) {
  const { filename, ...original } = (await garden.catalog.get(id))!.original;
  const { status, createdAt, uploads } = (await garden.catalog.get(id))!;
  const senders = uploads.map((upload) => [upload.upload, upload.filename, upload.address]);
  return { filename, original, status, createdAt, senders };
}

test('an item whose rows are all lost comes back with file name, sender and time', async () => {
  const id = someId();
  const record = await garden.plant(id);
  const before = await seen(id);
  await garden.loseRows(id);
  expect(await garden.catalog.get(id)).toBeUndefined();

  expect(await verify()).toEqual(
    expect.arrayContaining([
      `item-missing ${originalKey('image', id)}`,
      `upload-record-orphaned ${uploadKey(record.upload)}`,
    ]),
  );
  await repair();
  expect(await seen(id)).toEqual({ ...before, status: 'stored' });
  expect(before.filename).toBe(record.filename);
  expect(await garden.messages()).toBe(1);
  expect(await verify()).toEqual([`stuck ${id}`]);
  await garden.bury(id, { whole: true });
});

test('two uploads of one lost item come back, and the earlier one names it', async () => {
  const id = someId();
  const first = await garden.plant(id);
  const second = {
    ...first,
    upload: newUploadId(),
    filename: 'again.jpg',
    receivedAt: new Date(Date.parse(first.receivedAt) + 1000).toISOString(),
  };
  await garden.catalog.registerUpload(second);
  await garden.putRecord(second);
  await garden.loseRows(id, 'ITEM');
  await garden.loseRows(id, `UPLOAD#${second.upload}`);
  await repair();
  const { filename, senders } = await seen(id);
  expect(filename).toBe(first.filename);
  expect(senders.map(([upload]) => upload).toSorted()).toEqual(
    [first.upload, second.upload].toSorted(),
  );
  await garden.bury(id, { whole: true });
});

test('an item that a processor created without its upload gets the name, the sender and the time', async () => {
  const id = someId();
  const record = await garden.plant(id);
  await garden.loseRows(id);
  await garden.catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 0 });
  expect((await seen(id)).filename).toBe(id);
  expect(await repair()).toContain(`upload-record-orphaned ${uploadKey(record.upload)}`);
  expect(await seen(id)).toMatchObject({
    filename: record.filename,
    createdAt: record.receivedAt,
    senders: [[record.upload, record.filename, record.address]],
  });
  const { items } = await garden.catalog.search({ q: record.filename, limit: 10 });
  expect(items.map((item) => item.id)).toEqual([id]);
  await garden.bury(id, { whole: true });
});

test('an item row that is lost alone comes back from the upload rows', async () => {
  const id = someId();
  const record = await garden.plant(id);
  await garden.loseRows(id, 'ITEM');
  expect(await repair()).toContain(`item-missing ${originalKey('image', id)}`);
  expect(await seen(id)).toMatchObject({ filename: record.filename, createdAt: record.receivedAt });
  await garden.bury(id, { whole: true });
});

test('an upload row that is lost alone comes back, and a lost record is written again', async () => {
  const [rowLost, recordLost] = [someId(), someId()];
  const [first, second] = [await garden.plant(rowLost), await garden.plant(recordLost)];
  await garden.loseRows(rowLost, 'UPLOAD#');
  await garden.remove('originals', uploadKey(second.upload));
  const found = [
    `upload-record-missing ${uploadKey(second.upload)}`,
    `upload-record-orphaned ${uploadKey(first.upload)}`,
  ];
  expect(await verify()).toEqual(found);
  expect(await repair()).toEqual(found);
  expect(await verify()).toEqual([]);
  expect(await garden.rowsOf(rowLost)).toContain(`UPLOAD#${first.upload}`);
  for (const id of [rowLost, recordLost]) await garden.bury(id, { whole: true });
});

test('what is left of a deleted item is deleted, and the item does not come back', async () => {
  const id = someId();
  const record = await garden.plant(id);
  await garden.bury(id, { whole: true });
  await garden.put('originals', originalKey('image', id));
  await garden.putRecord(record);
  const found = await repair();
  expect(found).toContain(`upload-record-orphaned ${uploadKey(record.upload)}`);
  expect(await garden.catalog.describe(id)).toMatchObject({ state: 'deleted', generation: 1 });
  expect(await verify()).toEqual([]);
  expect(await garden.rowsOf(id)).toEqual(['ITEM']);
});

test('a record of an earlier generation is deleted, and the item of the later one stays', async () => {
  const id = someId();
  const old = await garden.plant(id);
  await garden.bury(id, { whole: true });
  const renewed = { ...old, upload: newUploadId(), filename: 'new.jpg', generation: 2 };
  await garden.catalog.registerUpload(renewed);
  await garden.put('originals', originalKey('image', id));
  await garden.putRecord(renewed);
  await garden.catalog.confirmStored(id, 2);
  await garden.putRecord(old);
  expect(await repair()).toContain(`upload-record-orphaned ${uploadKey(old.upload)}`);
  expect(await seen(id)).toMatchObject({
    filename: 'new.jpg',
    senders: [[renewed.upload, 'new.jpg', renewed.address]],
  });
  await garden.bury(id, { whole: true });
  expect(await verify()).toEqual([]);
});

test('a record without its original brings nothing back and stays reported', async () => {
  const id = someId();
  const record = await garden.announce(id);
  await garden.putRecord(record);
  await garden.loseRows(id);
  const found = [`upload-record-orphaned ${uploadKey(record.upload)}`];
  const words = async () => (await repair()).filter((one) => !one.startsWith('words-orphaned'));
  expect(await words()).toEqual(found);
  expect(await words()).toEqual(found);
  expect((await garden.catalog.describe(id)).state).toBe('absent');
  await garden.remove('originals', uploadKey(record.upload));
});

test('search rows under an earlier place of their item are reported as orphaned', async () => {
  const id = someId();
  const record = await garden.plant(id);
  await garden.loseRows(id);
  // A processor creates the item anew, which gives it another place, and then its row is lost as well.
  await garden.catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 0 });
  await garden.catalog.registerUpload(record);
  await garden.loseRows(id, 'ITEM');
  await recoverMissing(garden.recovery, new AbortController().signal);
  expect(await verify()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^words-orphaned WORD#/)]),
  );
  await garden.bury(id, { whole: true });
  await repair();
  expect(await verify()).toEqual([]);
});

test('two sweeps side by side bring everything back once, and no deleted item', async () => {
  const [one, other, deleted] = [someId(), someId(), someId()];
  const records = [await garden.plant(one), await garden.plant(other)];
  const leftover = await garden.plant(deleted);
  await garden.bury(deleted, { whole: true });
  await garden.putRecord(leftover);
  for (const id of [one, other]) await garden.loseRows(id);
  const sweep = () => recoverMissing(garden.recovery, new AbortController().signal);
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
  expect(await garden.rowsOf(deleted)).toEqual(['ITEM']);
  expect((await garden.catalog.describe(deleted)).state).toBe('deleted');
  expect(await sweep()).toMatchObject({ registered: 0, restored: 0, resumed: 0, removed: 0 });
  for (const id of [one, other]) await garden.bury(id, { whole: true });
});
