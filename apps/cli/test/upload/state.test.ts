import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LocalFile } from '../../src/upload/files.ts';
import { STATE_FILES } from '../../src/upload/limits.ts';

let folder: string;
let openState: typeof import('../../src/upload/state.ts').openState;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-state-'));
  // Read once, when the module is loaded.
  process.env.XDG_STATE_HOME = folder;
  ({ openState } = await import('../../src/upload/state.ts'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string): LocalFile => ({
  path: `/photos/${name}`,
  name,
  size: 10,
  modifiedMs: 1.5,
});
const id = 'a'.repeat(64);

test('the next run knows a file until its size or time changes, for this server only', async () => {
  const state = await openState('http://one');
  state.set(file('a.jpg'), { id, url: 'http://one/tus/a/1' });
  state.set(file('b.jpg'), { id, accepted: true });
  await state.write();

  const next = await openState('http://one');
  expect(next.get(file('a.jpg'))).toMatchObject({ id, url: 'http://one/tus/a/1' });
  expect(next.get(file('b.jpg'))?.accepted).toBe(true);
  expect(next.get({ ...file('a.jpg'), size: 11 })).toBeUndefined();
  expect(next.get({ ...file('a.jpg'), modifiedMs: 2 })).toBeUndefined();
  expect((await openState('http://two')).get(file('a.jpg'))).toBeUndefined();
  // Written beside it, then renamed.
  expect(await readdir(join(folder, 'galeria'))).toEqual([
    expect.stringMatching(/^uploads-.*\.json$/),
  ]);
});

test('the oldest files are forgotten above the limit', async () => {
  const state = await openState('http://many');
  for (let at = 0; at <= STATE_FILES; at++) state.set(file(`${at}.jpg`), { id });
  expect(state.get(file('0.jpg'))).toBeUndefined();
  expect(state.get(file('1.jpg'))).toBeDefined();
  expect(state.get(file(`${STATE_FILES}.jpg`))).toBeDefined();
  await state.write();
});

test('a damaged state file counts as an empty one', async () => {
  const state = await openState('http://damaged');
  state.set(file('a.jpg'), { id });
  await state.write();
  await writeFile(state.path, '{"server":');
  expect((await openState('http://damaged')).get(file('a.jpg'))).toBeUndefined();
});
