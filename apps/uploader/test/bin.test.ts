import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let folder: string;
let uploader: Process;

beforeAll(async () => {
  [cloud, folder] = await Promise.all([startCloud(), newFolder()]);
  uploader = await runUploader(await newFolder(), cloud.environment);
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

const send = async (path: string): Promise<string> =>
  (await curl('-F', `file=@${path}`, `${uploader.address}/uploads`)).body.uploads[0].id;

let sent = 0;
async function upload(): Promise<{ id: string; path: string }> {
  const path = join(folder, `${++sent}.jpg`);
  await writeFile(path, jpegLike(2_000 + sent));
  return { id: await send(path), path };
}

const media = (path: string, ...more: string[]) =>
  curl(...more, `${uploader.address}/media${path}`);
const remove = (id: string, query = '') => media(`/${id}${query}`, '-X', 'DELETE');
const restore = (id: string) => media(`/${id}/restore`, '-X', 'POST');
const listed = async (query = '') =>
  (await media(`?limit=100${query}`)).body.items.map(({ id }: { id: string }) => id);
const json = (body: object) => ['-H', 'content-type: application/json', '-d', JSON.stringify(body)];
const known = async (id: string) => (await media('/known', ...json({ ids: [id] }))).body.items;

test('a deleted item is in the bin alone, and comes back with its edits', async () => {
  const { id } = await upload();
  await media(`/${id}`, '-X', 'PATCH', ...json({ title: 'Mine' }));
  expect((await remove(id)).status).toBe(204);
  expect((await media(`/${id}`)).status).toBe(404);
  expect((await media(`/${id}/original`)).status).toBe(404);
  expect((await media(`/${id}/retry`, '-X', 'POST')).status).toBe(404);
  expect((await media(`/${id}`, '-X', 'PATCH', ...json({ rating: 1 }))).status).toBe(404);
  expect(await known(id)).toEqual([]);
  expect(await listed()).not.toContain(id);
  expect((await remove(id)).status).toBe(404);
  const { items } = (await media('?bin=true&limit=1')).body;
  expect(items).toMatchObject([{ id, title: 'Mine', binnedAt: expect.any(String) }]);
  expect((await media('?bin=true&tag=x')).status).toBe(400);

  expect(await restore(id)).toMatchObject({ status: 200, body: { id, title: 'Mine' } });
  expect((await restore(id)).status).toBe(404);
  expect(await listed()).toContain(id);
  expect(await listed('&bin=true')).not.toContain(id);
  const { body } = await media(`/${id}`);
  expect(body).toMatchObject({ title: 'Mine', uploads: [{}] });
  expect(body).not.toHaveProperty('binnedAt');
  const { entries } = (await curl(`${uploader.address}/audit?limit=100`)).body;
  const events = entries
    .filter((entry: { id?: string; event: string }) => entry.id === id && entry.event !== 'upload')
    .map(({ event }: { event: string }) => event);
  expect(events).toEqual(['edit', 'bin', 'restore']);
});

test('uploading the file again takes it out of the bin, with its edits', async () => {
  const { id, path } = await upload();
  await media(`/${id}`, '-X', 'PATCH', ...json({ title: 'Mine' }));
  await remove(id);
  expect(await send(path)).toBe(id);
  await eventually(async () => (await listed()).includes(id));
  expect((await media(`/${id}`)).body).toMatchObject({ title: 'Mine', uploads: [{}, {}] });
});

test('with now an item is deleted at once, also from the bin', async () => {
  const { id } = await upload();
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'alive');
  await remove(id);
  expect((await remove(id, '?now=true')).status).toBe(204);
  expect(await cloud.catalog.describe(id)).toMatchObject({ state: 'deleted' });
  expect(await listed('&bin=true')).not.toContain(id);
  expect((await restore(id)).status).toBe(404);
});

test('a sweep deletes an item whose time in the bin is over', async () => {
  const { id } = await upload();
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'alive');
  await cloud.catalog.moveToBin(id, { now: Date.now() - 31 * 24 * 3_600_000 });
  const young = (await upload()).id;
  await remove(young);
  // The first sweep of a cell is soon after its start.
  const cell = await runUploader(await newFolder(), cloud.environment);
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'deleted');
  expect(await cloud.catalog.describe(young)).toMatchObject({ state: 'alive', isBinned: true });
  await cell.end('SIGTERM');
});

test('without a bin, an item is deleted at once', async () => {
  const { id } = await upload();
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'alive');
  const cell = await runUploader(await newFolder(), {
    ...cloud.environment,
    GALERIA_BIN_DAYS: '0',
  });
  expect((await curl('-X', 'DELETE', `${cell.address}/media/${id}`)).status).toBe(204);
  expect(await cloud.catalog.describe(id)).toMatchObject({ state: 'deleted' });
  await cell.end('SIGTERM');
});
