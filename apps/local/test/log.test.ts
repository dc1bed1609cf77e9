import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LOG_LIMITS, openLog } from '../src/log.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-log-'));
  path = join(folder, 'logs/galeria.log');
});
afterEach(() => rm(folder, { recursive: true }));

const linesOf = async (file = path) =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('a full disk drops lines, and their count is logged when it has space', async () => {
  const full = join(folder, 'full.log');
  await symlink('/dev/full', full);
  const { log, close } = openLog(full);
  log('cell', 'one');
  await close();
  log('cell', 'two');
  log('cell', { message: 'three' });
  await close();
  await rm(full);
  log('cell', 'four');
  log('cell', 'five');
  await close();
  expect(await linesOf(full)).toMatchObject([
    { source: 'local', message: 'log lines dropped', lines: 3 },
    { source: 'cell', message: 'four' },
    { source: 'cell', message: 'five' },
  ]);
});

test('a file on a full disk ends with a complete line', async () => {
  const program = fileURLToPath(new URL('./log-on-small-disk.ts', import.meta.url));
  // RLIMIT_FSIZE of 4 kB stores only the beginning of a text, like a full disk.
  const { status } = spawnSync(
    'sh',
    ['-c', 'ulimit -f 8; exec "$0" "$1" "$2"', process.execPath, program, path],
    { stdio: 'inherit', env: {} },
  );
  expect(status).toBe(0);
  const full = await linesOf(`${path}.full`);
  expect(full.length).toBeGreaterThan(0);
  expect(await linesOf()).toMatchObject([
    { message: 'log lines dropped', lines: 100 - full.length },
    { message: 'space again' },
  ]);
});

test('a log whose folder is removed recreates it', async () => {
  const { log, close } = openLog(path);
  log('cell', 'before');
  await close();
  await rm(join(folder, 'logs'), { recursive: true });
  log('cell', 'after');
  await close();
  expect(await linesOf()).toMatchObject([{ message: 'after' }]);
});

test('the log file and its predecessor stay within the limit', async () => {
  const limits = { ...LOG_LIMITS, fileBytes: 10_000 };
  const { log, close } = openLog(path, limits);
  for (let index = 0; index < 1_000; index++) {
    log('cell', { message: 'x'.repeat(50), index });
    if (index % 10 === 0) await close();
  }
  await close();
  for (const file of [path, `${path}.1`]) {
    expect((await stat(file)).size).toBeLessThanOrEqual(limits.fileBytes);
  }
  const kept = [...(await linesOf(`${path}.1`)), ...(await linesOf())].map(({ index }) => index);
  expect(kept.length).toBeGreaterThan(50);
  expect(kept).toEqual(kept.map((_, position) => 1_000 - kept.length + position));
});

test('lines waiting for the disk are bounded', async () => {
  const { log, close } = openLog(path, { ...LOG_LIMITS, pendingCharacters: 10_000 });
  // No line is written before this loop ends.
  for (let index = 0; index < 1_000; index++) log('cell', { message: 'x'.repeat(50), index });
  await close();
  log('cell', 'last');
  await close();
  const lines = await linesOf();
  const { lines: dropped } = lines.find(({ message }) => message === 'log lines dropped');
  expect(dropped).toBeGreaterThan(800);
  expect(lines.filter(({ index }) => index !== undefined)).toHaveLength(1_000 - dropped);
});

test('an object that is not serializable gives one line', async () => {
  const { log, close } = openLog(path);
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  log('cell', circular);
  await close();
  expect(await linesOf()).toMatchObject([{ message: 'unserializable log line', source: 'cell' }]);
});
