import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;
let folder: string;

beforeAll(async () => {
  [cloud, folder] = await Promise.all([startCloud(), newFolder()]);
  uploader = await runUploader(await newFolder(), cloud.environment);
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

let sent = 0;
async function upload(filename: string): Promise<string> {
  const path = join(folder, String(++sent));
  await writeFile(path, jpegLike(2_000 + sent));
  const file = `file=@${path};filename="${filename}"`;
  const { body } = await curl('-F', file, `${uploader.address}/uploads`);
  return body.uploads[0].id;
}

const search = (q: string, ...more: string[]) =>
  curl('-G', '--data-urlencode', `q=${q}`, ...more, `${uploader.address}/media`);
const names = async (q: string) =>
  (await search(q, '-d', 'sort=uploaded')).body.items.map(
    ({ original }: { original: { filename: string } }) => original.filename,
  );

test('an upload is found by its name, newest first, until it is deleted', async () => {
  await upload('Férias na praia.jpg');
  const second = await upload('ferias 2.jpg');
  await eventually(async () => (await names('FÉRI')).length === 2);
  expect(await names('feri')).toEqual(['ferias 2.jpg', 'Férias na praia.jpg']);
  expect(await names('praia férias')).toEqual(['Férias na praia.jpg']);
  const first = ['-d', 'sort=uploaded', '-d', 'limit=1'];
  const page = (await search('ferias', ...first)).body;
  expect(page.items).toHaveLength(1);
  const next = await search('ferias', ...first, '-d', `cursor=${page.cursor}`);
  expect(next.body.items[0].original.filename).toBe('Férias na praia.jpg');
  expect((await search('feri', '-d', 'kind=audio')).body).toMatchObject({ items: [], total: 0 });

  expect((await curl('-X', 'DELETE', `${uploader.address}/media/${second}`)).status).toBe(204);
  expect(await names('feri')).toEqual(['Férias na praia.jpg']);
});

test.each([
  ['nothing but punctuation', '!?#%&/…'],
  ['controls and directions', '\u0007\u202e\u2066'],
  ['an emoji', '🏖'],
  ['right to left', 'שלום كتاب'],
  ['DynamoDB expression syntax', 'a" OR begins_with(pk, :x) #pk'],
  ['a key of another row', 'MEDIA#KEYS'],
  ['the maximum number of words', Array.from({ length: 16 }, (_, at) => `w${at}`).join(' ')],
])('a query of %s finds nothing', async (_what, q) => {
  expect(await search(q)).toMatchObject({ status: 200, body: { items: [] } });
});

test('a query of spaces lists everything', async () => {
  expect((await search('  ')).body.items.length).toBeGreaterThan(0);
});

test.each([
  ['10 kB', 'x'.repeat(10_000)],
  ['a character too many', 'x'.repeat(257)],
  ['too many words', Array.from({ length: 17 }, (_, at) => at).join(' ')],
])('a query of %s is rejected', async (_what, q) => {
  expect(await search(q)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
});

test('a cursor of the listing is invalid for a search, and vice versa', async () => {
  await upload('one.jpg');
  await upload('other.jpg');
  await eventually(async () => (await names('jpg')).length >= 2);
  const listed = (await search(' ', '-d', 'limit=1')).body.cursor;
  const found = (await search('jpg', '-d', 'limit=1')).body.cursor;
  expect((await search('jpg', '-d', `cursor=${listed}`)).status).toBe(400);
  expect((await search(' ', '-d', `cursor=${found}`)).status).toBe(400);
});
