import { mkdir, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { eventually, newFolder } from '@galeria/testing';
import { beforeAll, expect, test } from '@jest/globals';
import { withBytes } from '../src/send-bytes.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await newFolder();
  path = join(folder, 'song.mp3');
  await writeFile(path, '0123456789');
});

/** Whether this process has the file open. */
async function isOpen(file: string): Promise<boolean> {
  const descriptors = await readdir('/proc/self/fd');
  const targets = await Promise.all(
    descriptors.map((descriptor) => readlink(`/proc/self/fd/${descriptor}`).catch(() => '')),
  );
  return targets.includes(file);
}

const untilClosed = (file: string) => eventually(async () => !(await isOpen(file)));

test('sends a whole file, or a range with both ends', async () => {
  expect(await withBytes(path, {}, text)).toBe('0123456789');
  expect(await withBytes(path, { start: 2, end: 4 }, text)).toBe('234');
  expect(await withBytes(path, { start: 7 }, text)).toBe('789');
  await untilClosed(path);
});

test('a file is open during its request, and closed when the request ends unread or fails', async () => {
  const bodies: Readable[] = [];
  await withBytes(path, {}, async (body) => {
    bodies.push(body);
    expect(await isOpen(path)).toBe(true);
  });
  const failed = withBytes(path, {}, (body) => {
    bodies.push(body);
    return Promise.reject(new Error('refused'));
  });
  await expect(failed).rejects.toThrow('refused');
  expect(bodies.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  await untilClosed(path);
});

test('a file that cannot be read ends the request, which would wait for its bytes', async () => {
  const unreadable = join(folder, 'a folder');
  await mkdir(unreadable);
  const sent = withBytes(unreadable, {}, (body) => {
    body.resume();
    return new Promise(() => {});
  });
  await expect(sent).rejects.toMatchObject({ code: 'EISDIR' });
  await untilClosed(unreadable);
});

test('a missing file sends nothing', async () => {
  let isSent = false;
  const sent = withBytes(join(folder, 'missing'), {}, async () => {
    isSent = true;
  });
  await expect(sent).rejects.toMatchObject({ code: 'ENOENT' });
  expect(isSent).toBe(false);
});
