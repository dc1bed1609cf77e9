import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { newUploadId } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { diskFiles, type SpoolFiles } from '../src/spool/files.ts';
import { jpegLike } from './support/bytes.ts';
import { describeFile, open, receive, recordCalls } from './support/spool.ts';

test('makes bytes, description and names durable in this order', async () => {
  const data = await newFolder();
  const { calls, files: recorded } = recordCalls(data);
  const spool = await open(data, recorded);
  calls.length = 0;
  const { staged, files } = await receive(spool, jpegLike(100));
  await spool.commit(staged, files);
  spool.close();
  expect(calls).toEqual([
    'write incoming/ULID/ULID.bin',
    'sync incoming/ULID/ULID.bin',
    'write incoming/ULID/request.json',
    'sync incoming/ULID/request.json',
    'sync incoming/ULID/',
    'rename incoming/ULID ready/ULID',
    'sync ready/',
  ]);
});

test('recovers committed requests, and deletes others', async () => {
  const data = await newFolder();
  const before = await open(data);
  const first = await receive(before, jpegLike(100), jpegLike(200));
  const [shipped, waiting] = await before.commit(first.staged, first.files);
  await before.release(shipped!);
  await receive(before, jpegLike(300));
  before.close();

  const after = await open(data);
  expect(after.waiting()).toEqual([waiting]);
  expect(after.backlog()).toMatchObject({ files: 1, bytes: 200, held: 0 });
  expect(await readdir(join(data, 'spool', 'incoming'))).toEqual([]);
  await after.release(waiting!);
  expect(await readdir(join(data, 'spool', 'ready'))).toEqual([]);
  after.close();
});

test('reads an entry of a later version, and leaves an unreadable one in place', async () => {
  const data = await newFolder();
  (await open(data)).close();
  const later = join(data, 'spool', 'ready', newUploadId());
  const broken = join(data, 'spool', 'ready', newUploadId());
  const hostile = join(data, 'spool', 'ready', newUploadId());
  const file = { ...describeFile(jpegLike(50)), colour: 'unknown here' };
  for (const [folder, request] of [
    [later, JSON.stringify({ format: 2, files: [file], more: true })],
    [broken, '{"format":1,'],
    [hostile, JSON.stringify({ format: 1, files: [{ ...file, upload: '../../x' }] })],
  ] as const) {
    await mkdir(folder);
    await writeFile(join(folder, 'request.json'), request);
    await writeFile(join(folder, `${file.upload}.bin`), jpegLike(50));
  }
  const spool = await open(data);
  expect(spool.waiting().map(({ folder }) => folder)).toEqual([later]);
  expect(await readdir(join(data, 'spool', 'ready'))).toHaveLength(3);
  expect(spool.backlog()).toMatchObject({ files: 1, unreadable: 2 });
  spool.close();
});

test('a quarantined file keeps its bytes, and ships again after it is moved back', async () => {
  const data = await newFolder();
  const spool = await open(data);
  const { staged, files } = await receive(spool, jpegLike(100));
  const [entry] = await spool.commit(staged, files);
  await spool.quarantine(entry!, { code: 'EntityTooLarge', message: 'no' });
  expect(spool.backlog()).toMatchObject({ files: 0, held: 1 });
  spool.close();

  const quarantined = join(data, 'spool', 'held', entry!.upload);
  expect((await readdir(quarantined)).sort()).toEqual(
    [`${entry!.upload}.bin`, 'held.json', 'request.json'].sort(),
  );
  await diskFiles.rename(quarantined, join(data, 'spool', 'ready', basename(quarantined)));
  const again = await open(data);
  expect(again.waiting()).toMatchObject([{ upload: entry!.upload }]);
  again.close();
});

test('counts a request being received against the limit, until it is discarded', async () => {
  const spool = await open(await newFolder());
  const { staged } = await receive(spool, jpegLike(900_000));
  const full = { code: 'spool-full' };
  await expect(spool.checkRoom(200_000)).rejects.toMatchObject(full);
  await expect(receive(spool, jpegLike(200_000))).rejects.toMatchObject(full);
  await staged.discard();
  await expect(spool.checkRoom(200_000)).resolves.toBeUndefined();
  spool.close();
});

test.each(['takes effect', 'has no effect'])(
  'discarding is retried on a failing medium, and counts until then (a failed call %s)',
  async (how) => {
    const data = await newFolder();
    let broken = true;
    const breaking =
      <Args extends unknown[]>(call: (...args: Args) => Promise<void>) =>
      async (...args: Args) => {
        if (!broken || how === 'takes effect') await call(...args);
        if (broken) throw Object.assign(new Error('broken'), { code: 'EIO' });
      };
    const spool = await open(data, {
      ...diskFiles,
      rename: breaking(diskFiles.rename),
      remove: async (path) => (broken ? breaking(async () => {})() : diskFiles.remove(path)),
    });
    const { staged, files } = await receive(spool, jpegLike(600_000));
    await expect(spool.commit(staged, files)).rejects.toThrow('broken');
    await spool.discard(staged);
    await expect(spool.checkRoom(600_000)).rejects.toThrow();
    broken = false;
    const remaining = async () =>
      (
        await Promise.all(['incoming', 'ready'].map((name) => readdir(join(data, 'spool', name))))
      ).flat();
    expect(await remaining()).toHaveLength(1);
    await eventually(async () => (await remaining()).length === 0);
    await eventually(() =>
      spool.checkRoom(600_000).then(
        () => true,
        () => false,
      ),
    );
    expect(spool.backlog()).toMatchObject({ files: 0, bytes: 0 });
    spool.close();
  },
);

test('reports a full volume as a full spool', async () => {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const files: SpoolFiles = {
    ...diskFiles,
    create: async (path) => ({
      ...(await diskFiles.create(path)),
      write: () => Promise.reject(full),
    }),
  };
  const spool = await open(await newFolder(), files);
  const failed = await receive(spool, jpegLike(100)).catch((error) => error);
  expect(spool.toClientError(failed)).toMatchObject({ code: 'spool-full', cause: full });
  spool.close();
});

test('only one process opens a spool', async () => {
  const data = await newFolder();
  const first = await open(data);
  await expect(open(data)).rejects.toMatchObject({ code: 'locked' });
  first.close();
  (await open(data)).close();
});
