import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { originalKey } from '@galeria/media';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { newFolder } from './support/folder.ts';
import { type Gate, openGate } from './support/gate.ts';
import { until } from './support/until.ts';
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

const drained = () => until(async () => (await curl(`${base}/readyz`)).body.spool.files === 0);

test('drops what was deleted before it could be shipped', async () => {
  store.cut();
  const bytes = jpegLike(3_000);
  const id = await upload(bytes);
  await until(async () => (await cloud.catalog.describe(id)).state === 'alive');
  const remove = () => curl('-X', 'DELETE', `${base}/media/${id}`);
  expect(await remove()).toMatchObject({ status: 503, body: { code: 'cloud-unavailable' } });
  expect((await cloud.catalog.describe(id)).state).toBe('deleting');
  expect((await curl(`${base}/media/${id}`)).status).toBe(404);

  // Nobody has to ask again: what was being shipped may have arrived, so the shipper ends it.
  store.mend();
  await drained();
  expect((await cloud.catalog.describe(id)).state).toBe('deleted');
  expect((await remove()).status).toBe(404);
  expect((await curl(`${base}/media/${id}`)).status).toBe(404);
  const Key = originalKey('image', sha256(bytes));
  await expect(
    cloud.s3.send(new HeadObjectCommand({ Bucket: 'originals', Key })),
  ).rejects.toMatchObject({ name: 'NotFound' });
});

test('a deletion that was not ended is ended by the next upload', async () => {
  const bytes = jpegLike(4_000);
  const id = await upload(bytes);
  await drained();
  store.cut();
  expect((await curl('-X', 'DELETE', `${base}/media/${id}`)).status).toBe(503);
  await upload(bytes);
  store.mend();
  await drained();
  expect((await curl(`${base}/media/${id}`)).body).toMatchObject({
    status: 'stored',
    uploads: [{ filename: 'photo.jpg' }],
  });
  expect((await cloud.catalog.describe(id)) as object).toMatchObject({ generation: 2 });
});

test('accepts while the cloud is away, and drains by itself once it is back', async () => {
  store.cut();
  catalog.cut();
  const ids = [await upload(jpegLike(1_000)), await upload(jpegLike(2_000))];
  expect((await curl(`${base}/media/${ids[0]}`)).body).toMatchObject({ status: 'received' });
  store.mend();
  catalog.mend();
  await drained();
  for (const id of ids) {
    expect((await curl(`${base}/media/${id}`)).body).toMatchObject({ status: 'stored' });
  }
});
