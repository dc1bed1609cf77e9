import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;

beforeAll(async () => {
  cloud = await startCloud();
  uploader = await runUploader(await newFolder(), cloud.environment);
  const path = join(await newFolder(), 'count.jpg');
  await writeFile(path, jpegLike(2_000));
  await curl('-F', `file=@${path}`, `${uploader.address}/uploads`);
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

const get = (path: string) => curl(`${uploader.address}${path}`);

test.each([
  ['/media?colour=red', 'colour'],
  ['/media?status=broken', 'status'],
  ['/media?kind=video', 'kind'],
  ['/media?sort=name', 'sort'],
  ['/media?order=up', 'order'],
  ['/media?from=May', 'from'],
  ['/media?to=2024-02-30', 'to'],
  ['/media?bbox=1,2,3', 'bbox'],
  ['/media?has=wings', 'has'],
  ['/media?limit=1000', 'limit'],
  ['/media?cursor=forged', 'cursor'],
  ['/media?sort=relevance', 'relevance'],
  ['/timeline?limit=1', 'limit'],
  ['/facets?values=0', 'values'],
])('%s is refused and the answer names the parameter', async (path, name) => {
  expect(await get(path)).toMatchObject({
    status: 400,
    body: { code: 'bad-request', detail: expect.stringContaining(name) },
  });
});

test.each([
  [{ kinds: 'audio' }, 'kinds'],
  [{ kind: 'video' }, 'kind'],
  [{ kind: ['audio'] }, 'kind'],
  [{ since: 'yesterday' }, 'since'],
])('a retry of %j is refused and names the field', async (body, name) => {
  const json = ['-H', 'content-type: application/json', '-d', JSON.stringify(body)];
  expect(await curl('-X', 'POST', ...json, `${uploader.address}/retries`)).toMatchObject({
    status: 400,
    body: { code: 'bad-request', detail: expect.stringContaining(name) },
  });
});

test('a retry with a cursor of another list is refused', async () => {
  const json = ['-H', 'content-type: application/json', '-d', '{"cursor":"bm9uZQ"}'];
  expect(await curl('-X', 'POST', ...json, `${uploader.address}/retries`)).toMatchObject({
    status: 400,
    body: { code: 'bad-request', detail: expect.stringContaining('cursor') },
  });
});

test('items are counted by day and by property under a filter', async () => {
  const year = String(new Date().getUTCFullYear());
  expect((await get('/timeline?q=count')).body).toMatchObject({ total: 1, days: [{ count: 1 }] });
  const { facets } = (await get('/facets?q=count&values=1')).body;
  expect(facets).toMatchObject({
    kind: [{ value: 'image', count: 1 }],
    year: [{ value: year, count: 1 }],
    camera: [],
  });
});
