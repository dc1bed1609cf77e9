import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendFiles } from './galeria.ts';
import * as media from './media.ts';

let folder: string;
let home: string;

beforeAll(async () => {
  folder = await media.mediaFolder();
  home = await media.mediaFolder();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(home, { recursive: true });
});

test('files and folders go through, each with its id, renditions and metadata', async () => {
  await mkdir(join(folder, 'holiday'));
  await media.save(folder, 'holiday/beach.jpg', await media.phonePhoto(400, 300));
  await media.save(folder, 'holiday/notes.txt', Buffer.from('left out'));
  const photo = await media.save(folder, 'photo.jpg', await media.noise(1));
  const { code, stdout, stderr } = await sendFiles(home, photo, join(folder, 'holiday'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/beach\.jpg\n {2}id +[0-9a-f]{64}\n {2}status +ready/);
  expect(stdout).toMatch(/camera +make Fabricante, model Telefone 7/);
  expect(stdout).toMatch(/2560\.v2\.jpg +300 × 400 +\d/);
  expect(stderr).toContain('2 files: 2 ready, 0 failed; 1 of other kinds left out');
});

test('what is known is not sent again, and a failure is told with its code', async () => {
  const half = await media.save(folder, 'half.jpg', await media.corrupt());
  const { code, stdout, stderr } = await sendFiles(home, join(folder, 'photo.jpg'), half);
  expect(code).toBe(1);
  expect(stdout).toMatch(/photo\.jpg\n.*\n {2}status +ready \(known before\)/);
  expect(stdout).toMatch(/half\.jpg\n.*\n {2}status +failed: corrupt/);
  expect(stderr).toContain('2 files: 1 ready (1 known before), 1 failed');
});

test('a file that is named is refused with its code where no kind takes it', async () => {
  const { code, stdout } = await sendFiles(home, join(folder, 'holiday/notes.txt'));
  expect(code).toBe(1);
  expect(stdout).toMatch(/status +refused: kind-unsupported/);
});

test('a file that is not there is one clear sentence', async () => {
  const { code, stderr } = await sendFiles(home, join(folder, 'missing.jpg'));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^galeria: A file or folder cannot be read: .*missing\.jpg$/m);
});
