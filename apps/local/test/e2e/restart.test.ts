import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria, sendFiles, withoutSignatures } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let folder: string;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
});
afterAll(() => galeria.remove());

test('uploads acknowledged before a kill of all processes become ready after a restart', async () => {
  const seeds = Array.from({ length: 12 }, (_, index) => 2000 + index);
  const paths = await Promise.all(
    seeds.map(async (seed) => media.save(folder, `${seed}.jpg`, await media.noise(seed, 900, 700))),
  );
  const acknowledged: string[] = [];
  const uploading = paths.map(async (path) => {
    const uploads = await galeria.upload(path).catch(() => []);
    acknowledged.push(...uploads.map(({ id }) => id));
  });
  await eventually(() => (acknowledged.length >= 6 ? true : undefined));
  await galeria.kill();
  await Promise.all(uploading);

  await galeria.start();
  expect(acknowledged.length).toBeGreaterThanOrEqual(6);
  const items = await Promise.all(acknowledged.map((id) => galeria.settled(id)));
  expect(items.map(({ status }) => status)).toEqual(acknowledged.map(() => 'ready'));
});

test('a second Galeria on the same data folder is refused', async () => {
  const { code, stderr } = await sendFiles(galeria.home);
  expect(code).toBe(1);
  expect(stderr).toContain('The data folder is in use by another Galeria');
});

test('uploads are available after a graceful stop and restart', async () => {
  const [uploaded] = await galeria.upload(await media.save(folder, 's.jpg', await media.noise(3)));
  const before = await galeria.settled(uploaded!.id);
  await galeria.stop();
  const log = await galeria.log();
  expect(log.some(({ source, code }) => source === 'cell a' && code === 0)).toBe(true);
  await galeria.start();
  expect(withoutSignatures(await galeria.item(uploaded!.id))).toEqual(withoutSignatures(before));
  await eventually(async () => {
    const left = await readdir(join(galeria.home, 'cells/a/spool/ready'));
    return left.length === 0 ? true : undefined;
  });
});
