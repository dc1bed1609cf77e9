import { open, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { newUploadId } from '@galeria/media';
import { newFolder } from '@galeria/testing';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { diskFiles, type OpenFile, type SpoolFiles, writeAll } from '../src/spool/files.ts';
import { createGroupSync } from '../src/spool/group-sync.ts';
import { openSpool } from '../src/spool/spool.ts';
import { listen, post } from './support/app.ts';
import { bytesOf, jpegLike, sha256 } from './support/bytes.ts';
import { withFaults } from './support/faults.ts';
import { seeded } from './support/random.ts';

const log = pino({ level: 'silent' });
const limits = { maxBytes: 1e9, maxFiles: 1e6, minFreeBytes: 0 };

// With one sender the seed reproduces every call; several senders interleave differently.
describe.each([
  { seed: 1, senders: 1 },
  { seed: 2, senders: 1 },
  { seed: 3, senders: 4 },
])('on a failing medium (seed $seed, $senders concurrent)', ({ seed, senders }) => {
  test('acknowledged files are complete, rejected ones complete or absent', async () => {
    const dataDir = await newFolder();
    const random = seeded(seed);
    const faults = { random, rate: 0 };
    const uploader = await listen(dataDir, withFaults(diskFiles, faults));
    await uploader.stopShipping();
    faults.rate = 0.04;
    const accepted = new Set<string>();
    const statuses = new Map<number, number>();
    const send = async () => {
      for (let times = 0; times < 25; times++) {
        const all = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
          jpegLike(100 + Math.floor(random() * 200_000)),
        );
        const answer = await post(uploader.base, ...all);
        const body = (await answer.json()) as { code?: string };
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status === 202) for (const bytes of all) accepted.add(sha256(bytes));
        else expect(body.code).toBe(answer.status === 507 ? 'spool-full' : 'spool-unwritable');
      }
    };
    await Promise.all(Array.from({ length: senders }, send));
    faults.rate = 0;
    expect([...statuses.keys()].sort()).toEqual([202, 503, 507]);
    expect(uploader.spool.backlog().files).toBe(accepted.size);
    await uploader.close();

    const spool = await openSpool({ dataDir, log, ...limits });
    const found = new Set<string>();
    for (const entry of spool.waiting()) {
      expect(sha256(await bytesOf(entry))).toBe(entry.id);
      found.add(entry.id);
    }
    expect([...accepted].filter((id) => !found.has(id))).toEqual([]);
    expect(await readdir(join(dataDir, 'spool', 'incoming'))).toEqual([]);
    spool.close();
  });
});

test.each([1, 2, 3])(
  'a resumable upload keeps its acknowledged bytes through faults and kills (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    const faults = { random, rate: 0 };
    const dataDir = await newFolder();
    const opened: OpenFile[] = [];
    const disk: SpoolFiles = {
      ...diskFiles,
      append: async (path, size) => {
        const file = await diskFiles.append(path, size);
        opened.push(file);
        return file;
      },
    };
    const start = () => openSpool({ dataDir, log, ...limits, files: withFaults(disk, faults) });
    const content = jpegLike(4_000);
    let spool = await start();
    const { id } = await spool.unfinished.create({
      upload: newUploadId(),
      filename: 'a.jpg',
      length: content.length,
      createdAt: new Date().toISOString(),
    });
    let acknowledged = 0;
    while (acknowledged < content.length) {
      faults.rate = 0.2;
      const upload = spool.unfinished.get(id)!;
      const isKilled = random() < 0.3;
      const part = content.subarray(upload.offset, upload.offset + 1 + Math.floor(random() * 200));
      try {
        const appender = await spool.unfinished.append(upload);
        try {
          await appender.write([Buffer.from(part)]);
          await appender.keep();
          acknowledged = upload.offset;
        } finally {
          if (!isKilled) await appender.close();
        }
      } catch (error) {
        expect(String(error)).toMatch('injected');
      }
      if (!isKilled && random() < 0.5) continue;
      faults.rate = 0;
      spool.close();
      for (const file of opened.splice(0)) await file.close();
      spool = await start();
      const { path, offset } = spool.unfinished.get(id)!;
      expect(offset).toBeGreaterThanOrEqual(acknowledged);
      const kept = (await readFile(path)).subarray(0, offset);
      expect(kept.equals(content.subarray(0, offset))).toBe(true);
    }
    spool.close();
  },
);

test('a resumable upload whose file is shorter than its log goes on at a logged offset', async () => {
  const dataDir = await newFolder();
  let spool = await openSpool({ dataDir, log, ...limits });
  const { id, path } = await spool.unfinished.create({
    upload: newUploadId(),
    filename: 'a.jpg',
    length: 100,
    createdAt: new Date().toISOString(),
  });
  for (const bytes of [30, 30]) {
    const appender = await spool.unfinished.append(spool.unfinished.get(id)!);
    await appender.write([Buffer.alloc(bytes, 1)]);
    await appender.keep();
    await appender.close();
  }
  spool.close();
  await truncate(path, 50);
  spool = await openSpool({ dataDir, log, ...limits });
  expect(spool.unfinished.get(id)).toMatchObject({ offset: 30, reserved: 30 });
  spool.close();
});

test('a short write is continued', async () => {
  const path = join(await newFolder(), 'file');
  const chunks = [jpegLike(1_000), Buffer.alloc(0), jpegLike(70_000), Buffer.from([1])];
  const whole = Buffer.concat(chunks);
  const random = seeded(7);
  const file = await open(path, 'w');
  let calls = 0;
  await writeAll(
    {
      writev: (given) => {
        calls += 1;
        const bytes = Buffer.concat(given);
        return file.write(bytes, 0, Math.min(bytes.length, Math.ceil(random() * 5_000)));
      },
    },
    chunks,
  );
  await file.close();
  expect(calls).toBeGreaterThan(10);
  expect((await readFile(path)).equals(whole)).toBe(true);
});

describe('group commit', () => {
  /** Syncs that the test ends. */
  function gated() {
    const waiting: { end(): void; fail(error: Error): void }[] = [];
    const files: SpoolFiles = {
      ...diskFiles,
      syncFolder: () =>
        new Promise((end, fail) => {
          waiting.push({ end, fail });
        }),
    };
    return { waiting, sync: createGroupSync(files, 'ready') };
  }
  const turn = () => new Promise((done) => setImmediate(done));

  test('one sync serves all calls before it began, and none after', async () => {
    const { waiting, sync } = gated();
    const first = [sync(), sync()];
    await turn();
    expect(waiting).toHaveLength(1);
    let served = false;
    const second = [sync(), sync(), sync()].map((one) => one.then(() => (served = true)));
    await turn();
    expect(waiting).toHaveLength(1);
    waiting[0]!.end();
    await Promise.all(first);
    await turn();
    expect(served).toBe(false);
    expect(waiting).toHaveLength(2);
    waiting[1]!.end();
    await Promise.all(second);
    expect(waiting).toHaveLength(2);
  });

  test('a failed sync rejects its callers only, and the next sync runs', async () => {
    const { waiting, sync } = gated();
    const first = sync();
    await turn();
    const second = sync();
    waiting[0]!.fail(new Error('EIO'));
    await expect(first).rejects.toThrow('EIO');
    await turn();
    waiting[1]!.end();
    await expect(second).resolves.toBeUndefined();
  });
});
