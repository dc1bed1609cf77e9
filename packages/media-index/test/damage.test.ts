import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readdir, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { IndexError } from '../src/errors.ts';
import { openSqliteIndex } from '../src/sqlite/open.ts';
import { deletedItem, idOf, itemOf, temporaryFolder } from './testing.ts';

const many = Array.from({ length: 500 }, (_, at) => itemOf(`item ${at}`, { title: `title ${at}` }));

/** Overwrites all pages of a file but the first ones, as a broken disk might. */
async function damage(path: string, from = 8192): Promise<void> {
  const { size } = await stat(path);
  await using file = await open(path, 'r+');
  await file.write(Buffer.alloc(size - from, 0x5a), 0, size - from, from);
}

test('a file that is no database is set aside, and the index is empty', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  await writeFile(path, 'not a database'.repeat(1000));
  const faults: IndexError[] = [];
  const index = await openSqliteIndex({ path, onReset: (fault) => faults.push(fault) });
  expect(faults.map(({ code }) => code)).toEqual(['corrupt']);
  expect(await index.state()).toMatchObject({ items: 0, complete: false });
  await index.apply([itemOf('a')]);
  expect(await index.get(idOf('a'))).toBeDefined();
  await index.close();
  expect(await readdir(folder.path)).toContain('index.sqlite.damaged');
});

test('damaged pages are noticed in the background, and the index is built anew', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  const before = await openSqliteIndex({ path });
  await before.apply(many, { checkpoint: 'p', complete: true });
  await before.close();
  await damage(path);
  const faults: IndexError[] = [];
  const index = await openSqliteIndex({ path, onReset: (fault) => faults.push(fault) });
  await index.checked;
  expect(faults.map(({ code }) => code)).toEqual(['corrupt']);
  expect(await index.state()).toMatchObject({ checkpoint: undefined, complete: false, items: 0 });
  await index.apply(many);
  expect((await index.list({ q: 'title 7', limit: 1 })).items).toHaveLength(1);
  await index.close();
});

test('damage that a request meets fails the request and empties the index once', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  const before = await openSqliteIndex({ path });
  await before.apply(many);
  await before.close();
  await damage(path);
  const faults: IndexError[] = [];
  const index = await openSqliteIndex({ path, onReset: (fault) => faults.push(fault) });
  const answers = await Promise.allSettled([
    index.list({ sort: 'title' }),
    index.list({ q: 'title' }),
    index.apply([itemOf('new', { title: 'new' })]),
  ]);
  await index.checked;
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason.status).toBe(503);
  }
  expect(faults).toHaveLength(1);
  await index.apply([itemOf('later')]);
  expect(await index.get(idOf('later'))).toBeDefined();
  await index.close();
});

test('an index of another format is built anew', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  const before = await openSqliteIndex({ path });
  await before.apply(many, { complete: true });
  await before.close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 999');
  database.close();
  const index = await openSqliteIndex({ path });
  expect(await index.state()).toMatchObject({ items: 0, complete: false });
  await index.close();
});

test('reads beside deletions see each change as a whole', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  const faults: IndexError[] = [];
  const index = await openSqliteIndex({ path, onReset: (fault) => faults.push(fault) });
  await index.apply(many);
  const deletions = many.map((_, at) => index.apply([deletedItem(`item ${at}`, 2)]));
  let reads = 0;
  for (let round = 0; round < 40; round++) {
    const requests = [{ limit: 200 }, { q: 'title', limit: 200 }];
    const pages = await Promise.all(requests.map((request) => index.list(request)));
    reads += pages.length;
  }
  await Promise.all(deletions);
  expect(faults).toEqual([]);
  expect(reads).toBe(80);
  expect((await index.list({})).items).toEqual([]);
  await index.close();
});

test('changes and progress survive a restart', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  const before = await openSqliteIndex({ path });
  await before.apply(many, { checkpoint: 'p9', complete: true });
  await before.close();
  const index = await openSqliteIndex({ path });
  expect(await index.state()).toMatchObject({
    checkpoint: 'p9',
    complete: true,
    items: many.length,
  });
  await index.checked;
  expect(await index.state()).toMatchObject({ items: many.length });
  await index.close();
});

test('a second opener is refused, in this process and in another', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  const index = await openSqliteIndex({ path });
  await expect(openSqliteIndex({ path })).rejects.toMatchObject({ code: 'locked' });
  expect(await openElsewhere(path)).toBe('locked');
  await index.close();
  expect(await openElsewhere(path)).toBe('opened');
});

/** Opens the index in another process, and returns what that prints. */
async function openElsewhere(path: string): Promise<string> {
  const program = fileURLToPath(new URL('./open-index.process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, path], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  await once(child, 'close');
  return printed.trim();
}

test('an index that cannot be opened rejects, and releases its lock', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'index.sqlite');
  await mkdir(path);
  await expect(openSqliteIndex({ path })).rejects.toMatchObject({ code: 'failed' });
  await rmdir(path);
  const index = await openSqliteIndex({ path });
  await index.close();
});

test('a closed index answers nothing, and closing it again changes nothing', async () => {
  await using folder = await temporaryFolder();
  const index = await openSqliteIndex({ path: join(folder.path, 'index.sqlite') });
  await index.close();
  await index.close();
  await expect(index.list({})).rejects.toMatchObject({ code: 'closed' });
});
