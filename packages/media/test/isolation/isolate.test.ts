import { existsSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { allocator, childrenPeakBytes, isolate } from '../../src/isolation/index.ts';
import type { Picture } from '../../src/kind.ts';

const program = new URL('./misbehave.process.ts', import.meta.url);

/** No child of a busy machine may exceed these by starting. */
const limits = { cpuMs: 60_000, wallMs: 300_000, memoryBytes: 250 * 2 ** 20 };
const patient = isolate<Picture>(program, limits);
/** One whose child the tests end between two files; a file that hung would exceed the test's time. */
const idle = isolate<Picture>(program, limits);

const ask = (path: string, derive = patient) => derive({ id: 'x', path, size: 1 });
const pid = async (derive = patient) => (await ask('well', derive)).renditions[0]!.width;

/** By the clock, for a machine on which much else runs. */
const PATIENCE_MS = 300_000;

/** Polls until the host has seen a child's end. */
async function gone(child: number): Promise<void> {
  while (existsSync(`/proc/${child}`)) await sleep(5);
}

/** Polls until a child has closed its channel. */
async function closed(child: number): Promise<void> {
  while ((await readlink(`/proc/${child}/fd/3`).catch(() => '')).startsWith('socket:'))
    await sleep(5);
}

describe('a decoder in a process of its own', () => {
  test('is kept from one source to the next', async () => {
    expect(await pid()).toBe(await pid());
  });

  test.each([
    ['spin', 'too-slow', { cpuMs: 700 }],
    ['wait', 'too-slow', { wallMs: 2500 }],
    ['take', 'too-much-memory', {}],
    ['crash', 'decoder-lost', {}],
  ])(
    'may %s: the file fails as %s, and the next one is none the wiser',
    async (path, code, hasty) => {
      // Hasty with this one file only: how long a child takes to start depends on the machine.
      const now = { ...limits };
      const derive = isolate<Picture>(program, now);
      const before = await pid(derive);
      Object.assign(now, hasty);
      await expect(ask(path, derive)).rejects.toMatchObject({ name: 'MediaError', code });
      Object.assign(now, limits);
      expect(await pid(derive)).not.toBe(before);
    },
    PATIENCE_MS,
  );

  test.each([
    ['and the host has seen it end', gone],
    ['and the host has not seen it end yet', async () => {}],
  ])('is replaced where it is killed while idle, %s', async (_when, seen) => {
    const before = await pid(idle);
    process.kill(before, 'SIGKILL');
    await seen(before);
    expect(await pid(idle)).not.toBe(before);
  });

  test('is replaced where it closed its channel while idle', async () => {
    const before = (await ask('leave', idle)).renditions[0]!.width;
    await closed(before);
    expect(await pid(idle)).not.toBe(before);
  });

  test('that no process runs is the machine’s fault, not the file’s', async () => {
    const missing = isolate(new URL('./missing.process.ts', import.meta.url), limits);
    await expect(missing({ id: 'x', path: 'well', size: 1 })).rejects.toMatchObject({
      name: 'IsolationError',
      code: 'decoder-unavailable',
    });
  });

  test('leaves its last words where it crashes', async () => {
    const lost = { code: 'decoder-lost', detail: 'SIGABRT' };
    const error = await ask('crash').catch((reason: unknown) => reason);
    expect(error).toMatchObject(lost);
    expect((error as Error).cause).toMatchObject({ message: expect.stringContaining('said this') });
  });

  test('is replaced where it keeps too much memory', async () => {
    const before = await pid();
    await ask('keep');
    expect(await pid()).not.toBe(before);
    expect(childrenPeakBytes()).toBeGreaterThan(160 * 2 ** 20);
  });

  test('a fault in one of its threads keeps its message and code', async () => {
    const fault = { message: 'the disk is full', code: 'ENOSPC' };
    await expect(ask('fault-in-thread')).rejects.toMatchObject(fault);
  });

  test('a fault that is not the file’s stays one, to be tried again', async () => {
    await expect(ask('fault')).rejects.toMatchObject({ name: 'Error', code: 'ENOSPC' });
  });

  test('takes one source after another, however many are asked for', async () => {
    const outcomes = await Promise.allSettled(
      ['well', 'crash', 'well', 'fault'].map((path) => ask(path)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
  });

  test('knows nothing of our environment', async () => {
    const { renditions } = await ask('well');
    const environment = JSON.parse(Buffer.from(renditions[0]!.body).toString());
    const names = Object.keys(environment).filter((name) => !name.startsWith('NODE_'));
    expect(names.sort()).toEqual([...Object.keys(allocator), 'TMPDIR']);
  });
});
