import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
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
