import { open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Gate, openGate } from './support/gate.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let catalog: Gate;
let folder: string;
let data: string;
let uploader: Process;

beforeAll(async () => {
  [cloud, folder] = await Promise.all([startCloud(), newFolder()]);
  catalog = await openGate(cloud.environment.AWS_ENDPOINT_URL_DYNAMODB);
});
afterAll(async () => {
  catalog.close();
  await cloud.close();
});

beforeEach(async () => {
  data = await newFolder();
  await start();
});
afterEach(async () => {
  catalog.mend();
  await uploader.end('SIGKILL');
});

async function start(): Promise<void> {
  uploader = await runUploader(data, {
    ...cloud.environment,
    AWS_ENDPOINT_URL_DYNAMODB: catalog.endpoint,
    GALERIA_CATALOG_TIMEOUT_MS: '500',
  });
}

let sent = 0;
async function upload(filename: string, to = uploader): Promise<string> {
  const path = join(folder, String(++sent));
  await writeFile(path, jpegLike(2_000 + sent));
  const { body } = await curl(
    '-F',
    `file=@${path};filename="${filename}"`,
    `${to.address}/uploads`,
  );
  return body.uploads[0].id;
}

const get = (path: string, from = uploader) => curl(`${from.address}${path}`);
const ids = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);
const shipped = () => eventually(async () => (await get('/readyz')).body.spool.files === 0);
const complete = () => eventually(async () => (await get('/media?limit=1')).body.complete === true);

describe('what this cell has changed', () => {
  test('is listed by the next request', async () => {
    const id = await upload('at once.jpg');
    expect(ids(await get('/media?limit=1'))).toEqual([id]);
    expect(ids(await get('/media?q=once'))).toContain(id);
  });

  test('is listed while the catalog is away, and has its state from the catalog afterwards', async () => {
    catalog.cut();
    const id = await upload('outage.jpg');
    const first = async () => (await get('/media?limit=1')).body.items[0];
    expect(await first()).toMatchObject({ id, status: 'received' });
    catalog.mend();
    await eventually(async () => (await first()).status === 'stored');
  });

  test('is not listed after its deletion, also after a restart without the catalog', async () => {
    const [gone, kept] = [await upload('gone.jpg'), await upload('kept.jpg')];
    await shipped();
    await complete();
    expect((await curl('-X', 'DELETE', `${uploader.address}/media/${gone}?now=true`)).status).toBe(
      204,
    );
    expect(ids(await get('/media'))).not.toContain(gone);
    await uploader.end('SIGTERM');
    catalog.cut();
    await start();
    await eventually(async () => (await get('/media')).status === 200);
    expect(ids(await get('/media'))).toContain(kept);
    expect(ids(await get('/media'))).not.toContain(gone);
  });
});

test('while the catalog is away, lists, searches and items are answered and say since when', async () => {
  const id = await upload('stale.jpg');
  await shipped();
  await complete();
  expect((await get(`/media/${id}`)).body).not.toHaveProperty('stale');
  catalog.cut();
  const stale = await eventually(async () => {
    const { body } = await get('/media?q=stale');
    return body.stale === undefined ? undefined : body;
  });
  expect(stale).toMatchObject({ items: [{ id }], complete: true });
  expect(Date.parse(stale.stale)).toBeLessThanOrEqual(Date.now());
  expect((await fetch(`${uploader.address}/media`)).headers.get('age')).toMatch(/^\d+$/);
  expect((await get(`/media/${id}`)).body).toMatchObject({
    id,
    status: 'stored',
    stale: expect.any(String),
  });
  expect((await get('/timeline')).body).toMatchObject({ stale: expect.any(String) });
  expect((await get(`/media/${'0'.repeat(64)}`)).status).toBe(503);
  expect((await get('/readyz')).status).toBe(200);
  catalog.mend();
  await eventually(async () => (await get('/media')).body.stale === undefined);
  await eventually(async () => (await get(`/media/${id}`)).body.stale === undefined);
});

describe('the index file', () => {
  const file = () => join(data, 'index.sqlite');
  /** Absent while the index does not answer in time. */
  const report = () => eventually(async () => (await get('/readyz')).body.index);

  test.each([
    ['lost', () => rm(file())],
    ['no database', () => writeFile(file(), 'not a database '.repeat(1_000))],
  ])('that is %s is built again; until then answers are incomplete', async (name, spoil) => {
    const id = await upload(`${name}.jpg`);
    await shipped();
    await complete();
    await uploader.end('SIGTERM');
    await spoil();
    catalog.hang();
    await start();
    const answer = await eventually(async () => {
      const { status, body } = await get('/media');
      return status === 200 ? body : undefined;
    });
    expect(answer).toMatchObject({ items: [], complete: false });
    expect(await report()).toMatchObject({ complete: false });
    catalog.mend();
    await complete();
    expect(ids(await get('/media'))).toContain(id);
    expect(await report()).toMatchObject({ complete: true });
  });

  test('has the date of the first file name again, whatever names came later', async () => {
    const path = join(folder, 'dated');
    await writeFile(path, jpegLike(9_000));
    const send = async (name: string) => {
      await curl('-F', `file=@${path};filename="${name}"`, `${uploader.address}/uploads`);
      await shipped();
    };
    const dated = async () =>
      (await get('/media?from=2019-07-04&to=2019-07-04')).body.items.map(
        ({ date, dateSource }: Record<string, string>) => [date, dateSource],
      );
    await send('IMG_20190704_153012.jpg');
    await send('IMG_20200101_000000.jpg');
    await complete();
    const expected = [['2019-07-04T15:30:12', 'file-name']];
    expect(await dated()).toEqual(expected);
    await uploader.end('SIGTERM');
    for (const end of ['', '-wal', '-shm']) await rm(file() + end, { force: true });
    await start();
    await complete();
    expect(await dated()).toEqual(expected);
  });

  /** Overwrites all pages but the first ones, as a broken disk might. */
  async function damage(from = 8192): Promise<void> {
    const { size } = await stat(file());
    await using opened = await open(file(), 'r+');
    await opened.write(Buffer.alloc(size - from, 0x5a), 0, size - from, from);
  }

  test('that is damaged in use is built again; until then answers are incomplete', async () => {
    const id = await upload('in use.jpg');
    await shipped();
    await complete();
    // The end writes all pages into the file, and a process that starts has none of them in memory.
    await uploader.end('SIGTERM');
    await start();
    await complete();
    catalog.hang();
    await damage();
    const answer = await eventually(async () => {
      const { status, body } = await get('/timeline');
      expect([200, 503]).toContain(status);
      return status === 200 && !body.complete ? body : undefined;
    });
    expect(answer).toMatchObject({ total: 0, complete: false });
    expect((await get('/media')).body).toMatchObject({ items: [], complete: false });
    catalog.mend();
    await complete();
    expect(ids(await get('/media'))).toContain(id);
    const told = uploader.log.filter(({ message }) => message.startsWith('index was damaged'));
    const stack = expect.stringContaining('caused by: ');
    expect(told).toMatchObject([{ err: { code: 'corrupt', stack } }]);
  });
});

test('an upload through one cell is listed through another', async () => {
  const other = await runUploader(await newFolder(), { ...cloud.environment, GALERIA_CELL: 'b' });
  const id = await upload('elsewhere.jpg');
  await eventually(async () => ids(await get('/media?q=elsewhere', other)).includes(id));
  expect((await curl('-X', 'DELETE', `${uploader.address}/media/${id}?now=true`)).status).toBe(204);
  await eventually(async () => !ids(await get('/media?q=elsewhere', other)).includes(id));
  await other.end('SIGTERM');
});
