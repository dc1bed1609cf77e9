import { describe, expect, test } from '@jest/globals';
import { allocator, childrenPeakBytes, isolate } from '../../src/isolation/index.ts';
import type { Picture } from '../../src/kind.ts';

const program = new URL('./misbehave.process.ts', import.meta.url);
const memoryBytes = 250 * 2 ** 20;

/** What only memory or a crash may end: a busy machine can take a second to hand out 250 MiB. */
const patient = isolate<Picture>(program, { cpuMs: 20_000, wallMs: 20_000, memoryBytes });
/** What only time may end. */
const hasty = isolate<Picture>(program, { cpuMs: 700, wallMs: 2500, memoryBytes });

const ask = (path: string, derive = patient) => derive({ id: 'x', path, size: 1 });
const pid = async (derive = patient) => (await ask('well', derive)).renditions[0]!.width;

describe('a decoder in a process of its own', () => {
  test('is kept from one source to the next', async () => {
    expect(await pid()).toBe(await pid());
  });

  test.each([
    ['spin', 'too-slow', hasty],
    ['wait', 'too-slow', hasty],
    ['take', 'too-much-memory', patient],
    ['crash', 'decoder-lost', patient],
  ])(
    'may %s: the file fails as %s, and the next one is none the wiser',
    async (path, code, derive) => {
      const before = await pid(derive);
      await expect(ask(path, derive)).rejects.toMatchObject({ name: 'MediaError', code });
      expect(await pid(derive)).not.toBe(before);
    },
  );

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
