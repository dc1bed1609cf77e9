import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { originalKey } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Gate, openGate } from './support/gate.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let store: Gate;
let catalog: Gate;
let uploader: Process;
let base: string;
let folder: string;

beforeAll(async () => {
  folder = await newFolder();
  cloud = await startCloud();
  store = await openGate(cloud.environment.AWS_ENDPOINT_URL_S3);
  catalog = await openGate(cloud.environment.AWS_ENDPOINT_URL_DYNAMODB);
  uploader = await runUploader(await newFolder(), {
    ...cloud.environment,
    AWS_ENDPOINT_URL_S3: store.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: catalog.endpoint,
    GALERIA_STORE_TIMEOUT_MS: '3000',
    GALERIA_CATALOG_TIMEOUT_MS: '3000',
    // Two tests wait for it. A deletion on a busy machine must not.
    GALERIA_ERASURE_TIMEOUT_MS: '8000',
  });
  base = uploader.address!;
});

afterEach(() => {
  store.mend();
  catalog.mend();
});

afterAll(async () => {
  await uploader.end('SIGTERM');
  store.close();
  catalog.close();
  await cloud.close();
});

async function upload(bytes: Buffer): Promise<string> {
  const path = join(folder, 'photo.jpg');
  await writeFile(path, bytes);
  const { status, body } = await curl('-F', `f=@${path}`, `${base}/uploads`);
  expect(status).toBe(202);
  return body.uploads[0].id;
}

const drained = () => eventually(async () => (await curl(`${base}/readyz`)).body.spool.files === 0);

test('drops an upload that was deleted before it shipped', async () => {
  store.cut();
  cloud.erasing.pause();
  const bytes = jpegLike(3_000);
  const id = await upload(bytes);
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'alive');
  const remove = () => curl('-X', 'DELETE', `${base}/media/${id}?now=true`);
  expect(await remove()).toMatchObject({ status: 503, body: { code: 'cloud-unavailable' } });
  expect((await cloud.catalog.describe(id)).state).toBe('deleting');
  expect((await curl(`${base}/media/${id}`)).status).toBe(404);

  // No second request needed: the shipper completes the deletion, since its objects may exist.
  store.mend();
  cloud.erasing.resume();
  await drained();
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'deleted');
  expect((await remove()).status).toBe(404);
  expect((await curl(`${base}/media/${id}`)).status).toBe(404);
  const Key = originalKey('image', sha256(bytes));
  await expect(
    cloud.s3.send(new HeadObjectCommand({ Bucket: 'originals', Key })),
  ).rejects.toMatchObject({ name: 'NotFound' });
});

test('the next upload completes an interrupted deletion', async () => {
  const bytes = jpegLike(4_000);
  const id = await upload(bytes);
  await drained();
  cloud.erasing.pause();
  expect((await curl('-X', 'DELETE', `${base}/media/${id}?now=true`)).status).toBe(503);
  await upload(bytes);
  cloud.erasing.resume();
  await drained();
  expect((await curl(`${base}/media/${id}`)).body).toMatchObject({
    status: 'stored',
    uploads: [{ filename: 'photo.jpg' }],
  });
  expect((await cloud.catalog.describe(id)) as object).toMatchObject({ generation: 2 });
});

test('deletes a second generation that is still in the spool', async () => {
  const bytes = jpegLike(4_500);
  const id = await upload(bytes);
  await drained();
  const remove = () => curl('-X', 'DELETE', `${base}/media/${id}?now=true`);
  expect((await remove()).status).toBe(204);
  const state = async () => (await cloud.catalog.describe(id)) as { generation: number };
  expect(await state()).toMatchObject({ state: 'deleted', generation: 1 });
  // The catalog does not have an upload that waits in the spool only.
  catalog.cut();
  await upload(bytes);
  catalog.mend();
  await eventually(async () => (await remove()).status === 204);
  await drained();
  // The shipper requested the deletion again, for what it may have stored meanwhile.
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'deleted');
  expect(await state()).toMatchObject({ generation: 2 });
  expect((await curl(`${base}/media/${id}`)).status).toBe(404);
});

const SLOW_DOWN = '<Error><Code>SlowDown</Code><Message>less, please</Message></Error>';
const THROTTLED = '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}';

test.each([
  { how: 'refuses', break: (gate: Gate) => gate.cut() },
  { how: 'hangs', break: (gate: Gate) => gate.hang() },
  { how: 'throttles S3', break: () => store.answer(503, SLOW_DOWN) },
  { how: 'throttles DynamoDB', break: () => catalog.answer(400, THROTTLED) },
  { how: 'fails', break: (gate: Gate) => gate.answer(500, '') },
])(
  'accepts uploads while the cloud $how, and ships them afterwards',
  async ({ break: breakIt }) => {
    breakIt(store);
    breakIt(catalog);
    const ids = [await upload(jpegLike(1_000)), await upload(jpegLike(2_000))];
    await eventually(
      async () => (await curl(`${base}/media/${ids[0]}`)).body.status === 'received',
    );
    store.mend();
    catalog.mend();
    await drained();
    // While the catalog answers slowly, an item that was in the spool is still shown as `received`.
    const status = async (id: string) => (await curl(`${base}/media/${id}`)).body.status;
    for (const id of ids) await eventually(async () => (await status(id)) === 'stored');
  },
);

test('reports `received` for a file in its spool while the catalog and the store hang', async () => {
  // The catalog call alone would take longer than curl waits.
  const waiting = await runUploader(await newFolder(), {
    ...cloud.environment,
    AWS_ENDPOINT_URL_S3: store.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: catalog.endpoint,
    GALERIA_CATALOG_TIMEOUT_MS: '60000',
  });
  store.hang();
  catalog.hang();
  const path = join(folder, 'waiting.jpg');
  await writeFile(path, jpegLike(1_500));
  const { body } = await curl('-F', `f=@${path}`, `${waiting.address}/uploads`);
  const look = await curl('--max-time', '90', `${waiting.address}/media/${body.uploads[0].id}`);
  expect(look).toMatchObject({ status: 200, body: { status: 'received', uploads: [{}] } });
  await waiting.end('SIGKILL');
});

test('another cell reports `received` while the store is away', async () => {
  const other = await runUploader(await newFolder(), { ...cloud.environment, GALERIA_CELL: 'b' });
  // More files than are shipped concurrently: the last ones stay queued.
  store.hang();
  const ids: string[] = [];
  for (let at = 0; at < 8; at++) ids.push(await upload(jpegLike(1_000 + at)));
  for (const id of ids) {
    const seen = await eventually(async () => {
      const { status, body } = await curl(`${other.address}/media/${id}`);
      return status === 200 && body.uploads.length > 0 && body;
    });
    expect(seen).toMatchObject({ status: 'received', uploads: [{ cell: 'a' }] });
  }
  store.mend();
  await drained();
  await other.end('SIGTERM');
});

test('the retry state of a file survives a restart', async () => {
  const data = await newFolder();
  const away = await runUploader(data);
  const path = join(folder, 'again.jpg');
  await writeFile(path, jpegLike(1_000));
  const { body } = await curl('-F', `f=@${path}`, `${away.address}/uploads`);
  const retryState = await eventually(async () => {
    const [request] = await readdir(join(data, 'spool', 'ready'));
    const inside = join(data, 'spool', 'ready', request!);
    const name = (await readdir(inside)).find((one) => one.endsWith('.tries'));
    const text = name && (await readFile(join(inside, name), 'utf8'));
    return text ? JSON.parse(text) : undefined;
  });
  expect(retryState).toEqual({ failed: expect.any(Number), nextAt: expect.any(Number) });
  await away.end('SIGKILL');

  const still = await runUploader(data, { GALERIA_LOG_LEVEL: 'debug' });
  const next = await eventually(() =>
    still.log.find(({ message }) => message.startsWith('shipping failed')),
  );
  expect(next.failed).toBeGreaterThan(retryState.failed);
  await still.end('SIGKILL');

  const back = await runUploader(data, cloud.environment);
  await eventually(async () => (await readdir(join(data, 'spool', 'ready'))).length === 0);
  expect((await curl(`${back.address}/media/${body.uploads[0].id}`)).body.status).toBe('stored');
  await back.end('SIGTERM');
});

test('a full spool rejects uploads, and accepts them again once it has drained', async () => {
  const gate = await openGate(cloud.environment.AWS_ENDPOINT_URL_S3);
  const full = await runUploader(await newFolder(), {
    ...cloud.environment,
    AWS_ENDPOINT_URL_S3: gate.endpoint,
    GALERIA_SPOOL_MAX_FILES: '2',
  });
  const path = join(folder, 'full.jpg');
  const send = async () => {
    await writeFile(path, jpegLike(1_000));
    return curl('-F', `f=@${path}`, `${full.address}/uploads`);
  };
  gate.cut();
  expect((await send()).status).toBe(202);
  expect((await send()).status).toBe(202);
  expect(await send()).toMatchObject({ status: 507, body: { code: 'spool-full' } });
  expect(await curl(`${full.address}/readyz`)).toMatchObject({
    status: 507,
    body: { code: 'spool-full', spool: { files: 2, bytes: 2_000 } },
  });
  gate.mend();
  await eventually(async () => (await send()).status === 202);
  await full.end('SIGTERM');
  gate.close();
});

test('leaves `duplicate` out while the catalog is away, unless the spool has the file', async () => {
  const path = join(folder, 'unknown.jpg');
  await writeFile(path, jpegLike(9_000));
  const flag = async () => {
    const { status, body } = await curl('-F', `f=@${path}`, `${base}/uploads`);
    expect(status).toBe(202);
    return body.uploads[0].duplicate as unknown;
  };
  catalog.hang();
  expect([await flag(), await flag()]).toEqual([undefined, true]);
  catalog.mend();
  await drained();
});
