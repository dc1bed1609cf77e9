import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria, sendFiles } from './galeria.ts';
import * as media from './media.ts';

const cli = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

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

test('files and folders are uploaded and printed with id, renditions and metadata', async () => {
  await mkdir(join(folder, 'holiday'));
  await media.save(folder, 'holiday/beach.jpg', await media.phonePhoto(400, 300));
  await media.save(folder, 'holiday/notes.ini', Buffer.from('left out'));
  const photo = await media.save(folder, 'photo.jpg', await media.noise(1));
  const { code, stdout, stderr } = await sendFiles(home, photo, join(folder, 'holiday'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/beach\.jpg\n {2}id +[0-9a-f]{64}\n {2}status +ready/);
  expect(stdout).toMatch(/camera +make Fabricante, model Telefone 7/);
  expect(stdout).toMatch(/2560\.v4\.jpg +300 × 400 +\d/);
  expect(stderr).toContain('2 files: 2 ready, 0 failed; 1 file of unsupported formats skipped');
});

test('known files are not uploaded again, and a failure is printed with its code', async () => {
  const half = await media.save(folder, 'half.jpg', await media.corrupt());
  const { code, stdout, stderr } = await sendFiles(home, join(folder, 'photo.jpg'), half);
  expect(code).toBe(1);
  expect(stdout).toMatch(/photo\.jpg\n.*\n {2}status +ready \(already in the gallery\)/);
  expect(stdout).toMatch(/half\.jpg\n.*\n {2}status +failed: corrupt/);
  expect(stderr).toContain('2 files: 1 ready (1 already in the gallery), 1 failed');
});

test('a named file of an unsupported format is refused with a code', async () => {
  const { code, stdout } = await sendFiles(home, join(folder, 'holiday/notes.ini'));
  expect(code).toBe(1);
  expect(stdout).toMatch(/status +refused: kind-unsupported/);
});

test('a missing file gives one clear message', async () => {
  const { code, stderr } = await sendFiles(home, join(folder, 'missing.jpg'));
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^galeria: Cannot read the file or folder: .*missing\.jpg; check the path/m,
  );
});

test('npm start -- files creates a temporary key if the API requires one', async () => {
  const galeria = await Galeria.start();
  try {
    const env = { ...process.env, GALERIA_HOME: galeria.home, NODE_OPTIONS: '' };
    const tool = (...args: string[]) =>
      promisify(execFile)(process.execPath, [cli, ...args], { env });
    await tool('keys', 'add', 'phone', '--scopes', 'upload');
    await galeria.stop();
    const { code, stdout } = await sendFiles(galeria.home, join(folder, 'photo.jpg'));
    expect(stdout).toMatch(/status +ready/);
    expect(code).toBe(0);
    await galeria.start();
    expect((await fetch(`${galeria.address}/media`)).status).toBe(401);
    expect((await tool('keys')).stdout).toMatch(/^phone .*\n$/);
  } finally {
    await galeria.remove();
  }
});
