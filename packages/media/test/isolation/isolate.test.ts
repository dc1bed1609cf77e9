import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allocator, childrenPeakBytes, isolate } from '../../src/isolation/index.ts';
import { childrenOf } from '../../src/isolation/usage.ts';
import type { Rendition } from '../../src/kind.ts';
import { levelsHere } from './levels.ts';

const program = new URL('./misbehave.process.ts', import.meta.url);

/** High enough for the start of a child on a busy machine. */
const limits = { cpuMs: 60_000, wallMs: 300_000, memoryBytes: 250 * 2 ** 20 };
const patient = isolate<Rendition>(program, limits);
/** A decoder whose idle child the tests end. */
const idle = isolate<Rendition>(program, limits);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Derives from a file whose name tells the child what to do. */
async function ask(name: string, derive = patient) {
  const path = join(folder, name);
  await writeFile(path, '');
  return derive({ id: 'x', path, size: 0 });
}

type Derived = Awaited<ReturnType<typeof ask>>;
const environmentOf = ({ renditions }: Derived): Record<string, string> =>
  JSON.parse(Buffer.from(renditions[0]!.body as Uint8Array).toString());

/** Returns a child's folder, which identifies the child. */
const childOf = (derived: Derived) => environmentOf(derived).TMPDIR!;
const child = async (derive = patient) => childOf(await ask('well', derive));

/** High enough for a busy machine. */
const TIMEOUT_MS = 300_000;

/** Polls until the host has seen a child's end. */
async function gone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) await sleep(5);
}

/** Polls until a child has closed its channel. */
async function closed(pid: number): Promise<void> {
  while ((await readlink(`/proc/${pid}/fd/3`).catch(() => '')).startsWith('socket:'))
    await sleep(5);
}

/** Finds the process of a child, below what launched it. */
async function pidOf(childFolder: string): Promise<number> {
  const pids = await descendantsOf(process.pid);
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
  );
  return pids.findLast((_pid, at) => environments[at]!.includes(childFolder))!;
}

async function descendantsOf(pid: number): Promise<number[]> {
  const children = await childrenOf(pid);
  return [...children, ...(await Promise.all(children.map(descendantsOf))).flat()];
}

describe('a decoder process', () => {
  test('leaves nothing in its folder and only its renditions in the source folder', async () => {
    const made = await ask('make');
    expect(made.renditions[0]!.body).toEqual({ file: join(folder, 'made') });
    expect(await readFile(join(folder, 'made'), 'utf8')).toBe('made');
    expect(await readdir(childOf(await ask('well')))).toEqual([]);
  });

  test('that leaves a folder behind is replaced', async () => {
    const before = childOf(await ask('make-folder'));
    expect(await child()).not.toBe(before);
  });

  test('is reused for the next source', async () => {
    expect(await child()).toBe(await child());
  });

  describe.each(levelsHere)('at the level %s', (level) => {
    test.each([
      ['spin', 'too-slow', { cpuMs: 700 }],
      ['wait', 'too-slow', { wallMs: 2500 }],
      ['take', 'too-much-memory', {}],
      ['crash', 'decoder-lost', {}],
    ])(
      'may %s: the file fails as %s, and the next one is not affected',
      async (path, code, hasty) => {
        // Low limits for this file only, as the start of a child depends on the machine.
        const now = { ...limits };
        const derive = isolate<Rendition>(program, now, level);
        const before = await child(derive);
        Object.assign(now, hasty);
        await expect(ask(path, derive)).rejects.toMatchObject({ name: 'MediaError', code });
        Object.assign(now, limits);
        expect(await child(derive)).not.toBe(before);
      },
      TIMEOUT_MS,
    );
  });

  test.each([
    ['and the host has seen it end', gone],
    ['and the host has not seen it end yet', async () => {}],
  ])('is replaced if it is killed while idle, %s', async (_when, seen) => {
    const before = await child(idle);
    const pid = await pidOf(before);
    process.kill(pid, 'SIGKILL');
    await seen(pid);
    expect(await child(idle)).not.toBe(before);
  });

  test('is replaced if it closes its channel while idle', async () => {
    const before = childOf(await ask('leave', idle));
    await closed(await pidOf(before));
    expect(await child(idle)).not.toBe(before);
  });

  test('that cannot be started is an error of the machine', async () => {
    const missing = isolate(new URL('./missing.process.ts', import.meta.url), limits);
    await expect(ask('well', missing)).rejects.toMatchObject({
      name: 'IsolationError',
      code: 'decoder-unavailable',
    });
  });

  test('includes its stderr output in the error of a crash', async () => {
    const lost = { code: 'decoder-lost', detail: 'SIGABRT' };
    const error = await ask('crash').catch((reason: unknown) => reason);
    expect(error).toMatchObject(lost);
    expect((error as Error).cause).toMatchObject({ message: expect.stringContaining('said this') });
  });

  test('is replaced if it keeps too much memory', async () => {
    const before = await child();
    await ask('keep');
    expect(await child()).not.toBe(before);
    expect(childrenPeakBytes()).toBeGreaterThan(160 * 2 ** 20);
  });

  test('keeps message and code of an error in a worker thread', async () => {
    const fault = { message: 'the disk is full', code: 'ENOSPC' };
    await expect(ask('fault-in-thread')).rejects.toMatchObject(fault);
  });

  test('passes on errors that are not a fault of the file', async () => {
    await expect(ask('fault')).rejects.toMatchObject({ name: 'Error', code: 'ENOSPC' });
  });

  test('processes concurrent requests one after another', async () => {
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

  test('inherits nothing of our environment', async () => {
    const environment = environmentOf(await ask('well'));
    // bubblewrap sets PWD to the folder.
    const { PWD = environment.TMPDIR, ...others } = environment;
    expect(PWD).toBe(environment.TMPDIR);
    const names = Object.keys(others).filter((name) => !name.startsWith('NODE_'));
    expect(names.sort()).toEqual([...Object.keys(allocator), 'TMPDIR']);
  });
});
