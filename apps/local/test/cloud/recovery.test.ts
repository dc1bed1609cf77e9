import {
  readUploadRecord,
  recoverItem,
  recoverMissing,
  sendAgain,
  sizeOfOriginal,
} from '@galeria/cloud';
import { newUploadId, objectCreatedMessage, originalKey, uploadKey } from '@galeria/media';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { names } from '../stack.ts';
import { type Harness, openHarness } from './harness.ts';

// `verify --repair` calls the same functions: apps/cli/test/verify/recovery.test.ts tests lost rows.
const { originalsBucket } = names;
const { signal } = new AbortController();
const nothing = { registered: 0, restored: 0, resumed: 0, removed: 0, unrecoverable: 0 };

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
});
afterEach(() => harness.close());

const messageOf = (id: string): string =>
  objectCreatedMessage({ bucket: originalsBucket, key: originalKey('image', id) });
const afterNow = () => new Date(Date.now() + 60_000).toISOString();

test('an original that was stored without its confirmation is processed; an intact item is not', async () => {
  const waiting = await harness.received();
  await harness.store(waiting);
  const intact = await harness.received();
  await harness.store(intact);
  await harness.catalog.confirmStored(intact.id, 1);
  const spooled = await harness.received();
  // Recovery leaves changes of its own millisecond to the shipper.
  await new Promise((resolve) => setTimeout(resolve, 2));
  expect(await recoverMissing(harness.recovery, signal)).toMatchObject({ ...nothing, resumed: 1 });
  expect(await harness.messages()).toEqual([messageOf(waiting.id)]);
  const items = await harness.catalog.readItems([waiting.id, spooled.id]);
  expect(items.get(waiting.id)).toMatchObject({ status: 'stored' });
  expect(items.get(spooled.id)).toMatchObject({ status: 'received' });
});

test('unreadable upload records are counted, and do not end the recovery of others', async () => {
  const lost = await harness.received();
  await harness.store(lost);
  const [broken, other] = [newUploadId(), newUploadId()];
  await harness.put(originalsBucket, uploadKey(broken), '{"upload":');
  await harness.put(originalsBucket, uploadKey(other), JSON.stringify(lost));
  await harness.loseItem(lost.id);
  expect(await recoverMissing(harness.recovery, signal)).toMatchObject({
    ...nothing,
    restored: 1,
    unrecoverable: 2,
  });
  const items = await harness.catalog.readItems([lost.id]);
  expect(items.get(lost.id)).toMatchObject({ status: 'stored', filename: lost.filename });
  for (const upload of [broken, other]) {
    const read = readUploadRecord(harness.s3, originalsBucket, upload);
    await expect(read).rejects.toMatchObject({ code: 'bad-upload-record' });
  }
});

test('an original without an upload is processed without a file name, or not described at all', async () => {
  const id = 'a'.repeat(64);
  await harness.put(originalsBucket, originalKey('image', id));
  expect(await recoverItem(harness.recovery, { kind: 'image', id })).toBe(false);
  expect(await recoverMissing(harness.recovery, signal)).toMatchObject({ ...nothing, restored: 1 });
  expect(await harness.messages()).toEqual([messageOf(id)]);
});

test('missing objects are undefined, and other refusals of S3 are errors', async () => {
  const record = await harness.received();
  const read = (bucket: string) => readUploadRecord(harness.s3, bucket, record.upload);
  expect(await sizeOfOriginal(harness.s3, originalsBucket, record)).toBeUndefined();
  expect(await read(originalsBucket)).toBeUndefined();
  await expect(read('no-such-bucket')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  await harness.store(record);
  expect(await sizeOfOriginal(harness.s3, originalsBucket, record)).toBe(record.size);
  expect(await read(originalsBucket)).toEqual(record);
});

test('messages are sent again for items that wait or lost their processor, and for no others', async () => {
  const [waiting, leased, lapsed, spooled] = await Promise.all(
    Array.from({ length: 4 }, () => harness.received()),
  );
  const claim = (id: string, leaseSeconds: number) =>
    harness.catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds });
  for (const { id } of [waiting!, leased!, lapsed!]) await harness.catalog.confirmStored(id, 1);
  await claim(leased!.id, 900);
  await claim(lapsed!.id, -1);
  expect(await sendAgain(harness.recovery, '2020-01-01T00:00:00.000Z', signal)).toBe(0);
  expect(await sendAgain(harness.recovery, afterNow(), signal)).toBe(2);
  expect((await harness.messages()).toSorted()).toEqual(
    [waiting!.id, lapsed!.id].map(messageOf).toSorted(),
  );
  expect((await harness.catalog.describe(spooled!.id)).state).toBe('alive');
});

test('an aborted recovery ends with the reason of its signal', async () => {
  await harness.store(await harness.received());
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(recoverMissing(harness.recovery, stopped)).rejects.toThrow('stopped');
  await harness.catalog.confirmStored('0'.repeat(63).concat('1'), 1);
  await expect(sendAgain(harness.recovery, afterNow(), stopped)).rejects.toThrow('stopped');
  expect(await harness.messages()).toEqual([]);
});
