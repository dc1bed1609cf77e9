import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { LivingRecord, UploadRecord } from '@galeria/catalog';
import { originalKey, uploadKey } from '@galeria/media';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCloud } from './cloud-access.ts';
import { Galeria, withoutSignatures } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let folder: string;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
});
afterAll(() => galeria.remove());

const ready = async (seed: number) => {
  const path = await media.save(folder, `${seed}.jpg`, await media.noise(seed));
  const [uploaded] = await galeria.upload(path);
  return (await galeria.settled(uploaded!.id)).id;
};

/** Returns an item from the API without its attempts, as recovery adds one. */
async function shown(id: string) {
  const item = withoutSignatures(await galeria.item(id));
  return item && { ...item, attempts: undefined };
}

/** Returns the log lines with a message since a time (RFC 3339). */
const logged = (message: string, since: string) =>
  eventually(async () =>
    (await galeria.log()).find((line) => line.message === message && String(line.time) >= since),
  );

test('a start recovers what the catalog and the queues lost, and nothing that was deleted', async () => {
  const [lost, itemLost, uploadLost, received, waiting, deleted] = [
    await ready(3001),
    await ready(3002),
    await ready(3003),
    await ready(3004),
    await ready(3005),
    await ready(3006),
  ] as const;
  const kept = [lost, itemLost, uploadLost, received, waiting];
  const before = await Promise.all(kept.map(shown));
  const cloud = await openCloud(galeria);
  const { catalog, s3 } = cloud;
  const lose = async (id: string, prefix: string) => {
    for (const row of await cloud.rows(`MEDIA#${id}`)) {
      if (row.sk!.S!.startsWith(prefix)) await cloud.removeRow(row);
    }
  };
  const uploadOf = async (id: string): Promise<UploadRecord> =>
    (await catalog.get(id))!.uploads[0]!;

  // Leftovers of a deletion whose last steps were lost.
  const leftover = await uploadOf(deleted);
  const key = originalKey('image', deleted);
  await fetch(`${galeria.address}/media/${deleted}?now=true`, { method: 'DELETE' });
  await s3.send(new PutObjectCommand({ Bucket: 'originals', Key: key, Body: 'left over' }));
  const Body = JSON.stringify(leftover);
  await s3.send(
    new PutObjectCommand({ Bucket: 'originals', Key: uploadKey(leftover.upload), Body }),
  );

  await lose(lost, '');
  await lose(itemLost, 'ITEM');
  await lose(uploadLost, 'UPLOAD#');
  const record = await uploadOf(received);
  await lose(received, '');
  await catalog.registerUpload(record);
  const item = (await catalog.readItems([waiting])).get(waiting) as LivingRecord;
  // Recorded as sent, but in no queue: a power cut of the queue's disk leaves an item so.
  const pending = await catalog.reprocess(waiting, item);
  expect(await catalog.confirmDispatch(pending!)).toBe(true);
  expect((await galeria.item(waiting))?.status).toBe('stored');
  cloud.close();

  await galeria.kill();
  const restartedAt = new Date().toISOString();
  await galeria.start();
  for (const id of kept) {
    await galeria.until(async () => (await galeria.item(id))?.status === 'ready');
  }
  expect(await Promise.all(kept.map(shown))).toEqual(before);
  expect(await galeria.item(deleted)).toBeUndefined();
  expect(await logged('compared the catalog with the originals', restartedAt)).toMatchObject({
    registered: 2,
    restored: 1,
    resumed: 1,
    removed: 1,
  });
  expect(await logged('sent messages for waiting items', restartedAt)).toMatchObject({ sent: 1 });
});

test('the next start recovers nothing', async () => {
  await galeria.stop();
  const restartedAt = new Date().toISOString();
  await galeria.start();
  expect(await logged('compared the catalog with the originals', restartedAt)).toMatchObject({
    items: 6,
    uploadRecords: 5,
    registered: 0,
    restored: 0,
    resumed: 0,
    removed: 0,
    unrecoverable: 0,
  });
});
