import { readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { PACKS } from '../src/limits.ts';
import { diskFiles } from '../src/spool/files.ts';
import { openSpool, type Spool, type SpoolEntry } from '../src/spool/spool.ts';
import { bytesOf, jpegLike, sha256 } from './support/bytes.ts';
import { withFaults } from './support/faults.ts';
import { seeded } from './support/random.ts';
import { open, receive, recordCalls } from './support/spool.ts';

const PACK_BYTES = 10_000;

const keep = async (spool: Spool, ...sizes: number[]): Promise<SpoolEntry[]> => {
  const { staged, files } = await receive(spool, ...sizes.map(jpegLike));
  return spool.commit(staged, files);
};

const ready = (data: string) => readdir(join(data, 'spool', 'ready'));

const expectWhole = async (entries: readonly SpoolEntry[]) => {
  for (const entry of entries) expect(sha256(await bytesOf(entry))).toBe(entry.id);
};

test('syncs the bytes and descriptions of small requests once, then their name', async () => {
  const data = await newFolder();
  const { calls, files: recorded } = recordCalls(data);
  const spool = await open(data, recorded, PACK_BYTES);
  calls.length = 0;
  const staged = await Promise.all([100, 200, 300].map((size) => receive(spool, jpegLike(size))));
  expect(calls).toEqual([]);
  await Promise.all(staged.map(({ staged, files }) => spool.commit(staged, files)));
  expect(calls).toEqual([
    'write incoming/ULID.pack',
    'sync incoming/ULID.pack',
    'rename incoming/ULID.pack ready/ULID.pack',
    'sync ready/',
  ]);
  expect(spool.backlog()).toMatchObject({ files: 3, bytes: 600 });
  await expectWhole(spool.waiting());
  spool.close();
});

test('recovers the files of a pack, and deletes it after the last was shipped', async () => {
  const data = await newFolder();
  const before = await open(data, diskFiles, PACK_BYTES);
  const entries = await keep(before, 100, 200, 300);
  await before.release(entries[0]!);
  expect(await ready(data)).toHaveLength(1);
  before.close();

  // Which files of a pack were shipped is not stored: all are shipped again. Their bytes are not read.
  const read = (path: string) => {
    expect(path).not.toMatch(/[.]pack$/);
    return diskFiles.read(path);
  };
  const after = await open(data, { ...diskFiles, read }, PACK_BYTES);
  expect(after.waiting()).toEqual(entries);
  for (const entry of after.waiting()) await after.release(entry);
  expect(await ready(data)).toEqual([]);
  expect(after.backlog()).toMatchObject({ files: 0, bytes: 0 });
  after.close();
});

test('a file that several calls take out of its pack at the same time is whole', async () => {
  const data = await newFolder();
  const spool = await open(data, diskFiles, PACK_BYTES);
  const entries = await keep(spool, 5_000, 200, 300);
  const save = () => spool.saveRetryState(entries[0]!, { failed: 1, nextAt: 0 });
  await Promise.all([save(), save(), spool.unpackAll(), save()]);
  await expectWhole(entries);
  spool.close();
  const after = await open(data, diskFiles, PACK_BYTES);
  expect(after.waiting()).toHaveLength(3);
  await expectWhole(after.waiting());
  after.close();
});

test('a file that is shipped while it leaves its pack takes no other file along', async () => {
  const data = await newFolder();
  const spool = await open(data, diskFiles, PACK_BYTES);
  const [shipped, ...left] = await keep(spool, 100, 200, 300);
  await Promise.allSettled([
    spool.saveRetryState(shipped!, { failed: 1, nextAt: 0 }),
    spool.release(shipped!),
    spool.unpackAll(),
  ]);
  expect(spool.waiting()).toEqual(left);
  await expectWhole(left);
  spool.close();
  const after = await open(data, diskFiles, PACK_BYTES);
  const uploads = (some: readonly SpoolEntry[]) => some.map(({ upload }) => upload).sort();
  expect(uploads(after.waiting())).toEqual(uploads(left));
  await expectWhole(after.waiting());
  after.close();
});

test('quarantining a file that was shipped leaves its pack to the other files', async () => {
  const data = await newFolder();
  const spool = await open(data, diskFiles, PACK_BYTES);
  const [shipped, ...left] = await keep(spool, 100, 200, 300);
  await spool.release(shipped!);
  await spool.quarantine(shipped!, { code: 'EntityTooLarge', message: 'no' });
  expect(spool.backlog()).toMatchObject({ files: 2, held: 0 });
  await expectWhole(left);
  spool.close();
});

test('unpackAll gives each file that is left a folder', async () => {
  const data = await newFolder();
  const before = await open(data, diskFiles, PACK_BYTES);
  const entries = (await Promise.all([keep(before, 100, 200), keep(before, 300)])).flat();
  const [shipped, ...left] = entries;
  await before.release(shipped!);
  await before.unpackAll();
  before.close();
  expect(await ready(data)).toEqual(left.map(({ upload }) => upload).sort());

  const after = await open(data, diskFiles, PACK_BYTES);
  const ids = (some: readonly SpoolEntry[]) => some.map(({ id }) => id).sort();
  expect(ids(after.waiting())).toEqual(ids(left));
  await expectWhole(after.waiting());
  for (const entry of after.waiting()) await after.release(entry);
  expect(await ready(data)).toEqual([]);
  after.close();
});

test.each([
  ['is too large', [PACK_BYTES + 1]],
  ['has too many files', Array.from({ length: PACKS.requestFiles + 1 }, () => 20)],
  ['grows too large', [PACK_BYTES - 100, 200]],
])('a request that %s gets a folder', async (_why, sizes) => {
  const data = await newFolder();
  const spool = await open(data, diskFiles, PACK_BYTES);
  const entries = await keep(spool, ...sizes);
  expect(entries.map(({ offset }) => offset)).toEqual(sizes.map(() => undefined));
  await expectWhole(entries);
  spool.close();
});

test('a file without a generation gets a folder, where its generation is stored', async () => {
  const data = await newFolder();
  const spool = await open(data, diskFiles, PACK_BYTES);
  const { staged, files } = await receive(spool, jpegLike(100));
  const [entry] = await spool.commit(staged, [{ ...files[0]!, generation: null }]);
  await spool.assignGeneration(entry!, 2);
  spool.close();
  const again = await open(data, diskFiles, PACK_BYTES);
  expect(again.waiting()).toMatchObject([{ upload: entry!.upload, generation: 2 }]);
  again.close();
});

test('requests beyond the memory for packs get folders, until packs are written', async () => {
  const size = 1_000_000;
  const fitting = Math.floor(PACKS.bufferedBytes / size);
  const spool = await openSpool({
    dataDir: await newFolder(),
    log: pino({ level: 'silent' }),
    ...{ maxBytes: 1e9, maxFiles: 1e6, minFreeBytes: 0 },
  });
  const bytes = jpegLike(size);
  const requests = [];
  for (let at = 0; at < fitting + 2; at++) requests.push(await receive(spool, bytes));
  const entries = (
    await Promise.all(requests.map(({ staged, files }) => spool.commit(staged, files)))
  ).flat();
  expect(entries.filter(({ offset }) => offset !== undefined)).toHaveLength(fitting);
  await expectWhole(entries);
  const discarded = await receive(spool, bytes);
  await spool.discard(discarded.staged);
  const next = [];
  for (let at = 0; at < fitting; at++) next.push(await receive(spool, bytes));
  const later = (
    await Promise.all(next.map(({ staged, files }) => spool.commit(staged, files)))
  ).flat();
  expect(later.every(({ offset }) => offset !== undefined)).toBe(true);
  spool.close();
});

test('a file that failed to ship, or is refused, leaves its pack', async () => {
  const data = await newFolder();
  const spool = await open(data, diskFiles, PACK_BYTES);
  const entries = await keep(spool, 100, 200, 300);
  const [retried, refused, other] = entries;
  const pack = other!.folder;
  await spool.saveRetryState(retried!, { failed: 1, nextAt: 1 });
  await spool.quarantine(refused!, { code: 'EntityTooLarge', message: 'no' });
  expect(entries.map(({ folder }) => folder === pack)).toEqual([false, false, true]);
  await expectWhole(spool.waiting());
  expect(spool.backlog()).toMatchObject({ files: 2, held: 1 });
  spool.close();

  // The pack still has all of them: what was moved counts.
  const again = await open(data, diskFiles, PACK_BYTES);
  expect(
    again
      .waiting()
      .map(({ upload }) => upload)
      .sort(),
  ).toEqual([retried!.upload, other!.upload].sort());
  expect(again.waiting().find(({ upload }) => upload === retried!.upload)).toMatchObject({
    retryState: { failed: 1 },
  });
  expect(again.backlog()).toMatchObject({ files: 2, held: 1 });
  await again.release(again.waiting().find(({ upload }) => upload === other!.upload)!);
  expect((await ready(data)).filter((name) => name.endsWith('.pack'))).toEqual([]);
  again.close();
});

test.each([-1, 1])('a pack with %d bytes too many stays in place and is reported', async (more) => {
  const data = await newFolder();
  const before = await open(data, diskFiles, PACK_BYTES);
  const [entry] = await keep(before, 1_000);
  before.close();
  await truncate(entry!.path, (await readFile(entry!.path)).length + more);
  const after = await open(data, diskFiles, PACK_BYTES);
  expect(after.backlog()).toMatchObject({ files: 0, unreadable: 1 });
  expect(await ready(data)).toHaveLength(1);
  after.close();
});

test('on a failing medium the requests of a pack are kept or refused together', async () => {
  const data = await newFolder();
  const random = seeded(4);
  const faults = { random, rate: 0 };
  const spool = await open(data, withFaults(diskFiles, faults), PACK_BYTES);
  faults.rate = 0.1;
  const kept: string[] = [];
  let refused = 0;
  for (let round = 0; round < 40; round++) {
    await Promise.all(
      [100, 200, 300].map(async (size) => {
        const { staged, files } = await receive(spool, jpegLike(size));
        try {
          kept.push(...(await spool.commit(staged, files)).map(({ upload }) => upload));
        } catch {
          refused += 1;
          await spool.discard(staged);
        }
      }),
    );
    const waiting = spool.waiting().length;
    // The limit of this spool is 100 files.
    if (waiting > 60)
      for (const entry of spool.waiting()) await spool.release(entry).catch(() => {});
  }
  faults.rate = 0;
  expect(refused).toBeGreaterThan(0);
  expect(kept.length).toBeGreaterThan(0);
  const left = spool.waiting().map(({ upload }) => upload);
  await expectWhole(spool.waiting());
  spool.close();
  const again = await open(data, diskFiles, PACK_BYTES);
  const found = new Set(again.waiting().map(({ upload }) => upload));
  expect(left.filter((upload) => !found.has(upload))).toEqual([]);
  await expectWhole(again.waiting());
  expect(await readdir(join(data, 'spool', 'incoming'))).toEqual([]);
  again.close();
});
