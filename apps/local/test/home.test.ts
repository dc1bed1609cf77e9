import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { takeHome } from '../src/home.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-home-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('makes a data folder and those above it, for its owner alone, and takes it once', async () => {
  const home = join(folder, 'some', 'where');
  await takeHome(home);
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  await expect(takeHome(home)).rejects.toMatchObject({ code: 'home-in-use' });
});

test('refuses a folder that cannot be made, or that is none', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const home of ['/proc/galeria', '/proc/gal/eria', file, join(file, 'below')]) {
    await expect(takeHome(home)).rejects.toMatchObject({ code: 'home-unusable' });
  }
});

test('closes a data folder that is open to other users, and makes its files closed to them', async () => {
  const home = join(folder, 'open');
  await mkdir(home);
  await chmod(home, 0o755);
  process.umask(0o022);
  await takeHome(home);
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  await writeFile(join(home, 'file'), '');
  await mkdir(join(home, 'folder'));
  expect((await stat(join(home, 'file'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(home, 'folder'))).mode & 0o777).toBe(0o700);
});

test('refuses a data folder of another user', async () => {
  // Only root can give a folder away; another user finds one of root's.
  const foreign = join(folder, 'foreign');
  await mkdir(foreign);
  if (process.getuid?.() === 0) await chown(foreign, 65_534, 65_534);
  const home = process.getuid?.() === 0 ? foreign : '/tmp';
  await expect(takeHome(home)).rejects.toMatchObject({
    code: 'home-unusable',
    detail: expect.stringContaining('belongs to another user'),
  });
});
