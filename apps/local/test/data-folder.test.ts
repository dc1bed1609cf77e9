import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lockDataFolder } from '../src/data-folder.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-home-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('creates the data folder and its parents privately, and locks it once', async () => {
  const home = join(folder, 'some', 'where');
  await lockDataFolder(home);
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  await expect(lockDataFolder(home)).rejects.toMatchObject({ code: 'home-in-use' });
});

test('refuses a path that cannot be created or is not a folder', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const home of ['/proc/galeria', '/proc/gal/eria', file, join(file, 'below')]) {
    await expect(lockDataFolder(home)).rejects.toMatchObject({ code: 'home-unusable' });
  }
});

test('removes the permissions of other users from the data folder and from new files', async () => {
  const home = join(folder, 'open');
  await mkdir(home);
  await chmod(home, 0o755);
  process.umask(0o022);
  await lockDataFolder(home);
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  await writeFile(join(home, 'file'), '');
  await mkdir(join(home, 'folder'));
  expect((await stat(join(home, 'file'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(home, 'folder'))).mode & 0o777).toBe(0o700);
});

test('refuses a data folder of another user', async () => {
  // Root changes the owner of a folder; another user uses a folder of root's.
  const foreign = join(folder, 'foreign');
  await mkdir(foreign);
  if (process.getuid?.() === 0) await chown(foreign, 65_534, 65_534);
  const home = process.getuid?.() === 0 ? foreign : '/tmp';
  await expect(lockDataFolder(home)).rejects.toMatchObject({
    code: 'home-unusable',
    detail: expect.stringContaining('belongs to another user'),
  });
});
