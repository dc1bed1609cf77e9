import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { diskFiles } from '../src/spool/files.ts';
import { listen, post } from './support/app.ts';
import { jpegLike } from './support/bytes.ts';
import { HOUR_MS, openClock } from './support/clock.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Gate, openGate } from './support/gate.ts';
import { type Process, runUploader } from './support/uploader.ts';

// An upload that is received while the catalog is away has no generation.

let cloud: Cloud;
let catalog: Gate;
/** A cell's environment; the test can cut the connection to the catalog. */
let environment: Record<string, string>;

beforeAll(async () => {
  cloud = await startCloud();
  catalog = await openGate(cloud.environment.AWS_ENDPOINT_URL_DYNAMODB);
  environment = {
    ...cloud.environment,
    AWS_ENDPOINT_URL_DYNAMODB: catalog.endpoint,
    GALERIA_CATALOG_TIMEOUT_MS: '3000',
  };
});

afterEach(() => {
  catalog.mend();
  jest.restoreAllMocks();
});

afterAll(async () => {
  catalog.close();
  await cloud.close();
});

async function upload({ address }: Process, bytes: Buffer): Promise<string> {
  const path = join(await newFolder(), 'photo.jpg');
  await writeFile(path, bytes);
  const { status, body } = await curl('-F', `f=@${path}`, `${address}/uploads`);
  expect(status).toBe(202);
  return body.uploads[0].id;
}

const drained = ({ address }: Process) =>
  eventually(async () => (await curl(`${address}/readyz`)).body.spool.files === 0);

const remove = ({ address }: Process, id: string) =>
  curl('-X', 'DELETE', `${address}/media/${id}?now=true`);

test.each([
  { skew: 'an hour ahead', ms: HOUR_MS },
  { skew: 'an hour behind', ms: -HOUR_MS },
])('an upload after a deletion by a cell whose clock is $skew stays', async ({ ms }) => {
  const clock = await openClock(ms);
  const a = await runUploader(await newFolder(), environment);
  const b = await runUploader(await newFolder(), {
    ...cloud.environment,
    ...clock.environment,
    GALERIA_CELL: 'b',
  });
  const bytes = jpegLike(2_000);
  const id = await upload(b, bytes);
  await drained(b);
  expect((await remove(b, id)).status).toBe(204);

  catalog.cut();
  await upload(a, bytes);
  catalog.mend();
  await drained(a);
  expect(await curl(`${b.address}/media/${id}`)).toMatchObject({
    status: 200,
    body: { status: 'stored', uploads: [{ cell: 'a' }] },
  });
  await Promise.all([a.end('SIGTERM'), b.end('SIGTERM')]);
});

test('an upload after a deletion by its own cell, whose clock is then set back, stays', async () => {
  const clock = await openClock();
  const cell = await runUploader(await newFolder(), { ...environment, ...clock.environment });
  const bytes = jpegLike(2_100);
  const id = await upload(cell, bytes);
  await drained(cell);
  expect((await remove(cell, id)).status).toBe(204);

  await clock.set(-HOUR_MS);
  catalog.cut();
  await upload(cell, bytes);
  catalog.mend();
  await drained(cell);
  expect(await curl(`${cell.address}/media/${id}`)).toMatchObject({
    status: 200,
    body: { status: 'stored' },
  });
  await cell.end('SIGTERM');
});

test('an upload deleted by its own cell, whose clock was set back before, stays deleted', async () => {
  const dataDir = await newFolder();
  const app = await listen(dataDir, diskFiles, environment);
  await app.stopShipping();
  catalog.cut();
  expect((await post(app.base, jpegLike(2_200))).status).toBe(202);
  catalog.mend();
  const { id, generation } = app.spool.waiting()[0]!;
  expect(generation).toBeNull();

  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() - HOUR_MS);
  expect((await fetch(`${app.base}/media/${id}?now=true`, { method: 'DELETE' })).status).toBe(204);
  // While the catalog answers slowly, the item is still shown from the spool.
  await eventually(async () => (await fetch(`${app.base}/media/${id}`)).status === 404);
  jest.restoreAllMocks();
  await app.close();

  const next = await runUploader(dataDir, environment);
  await drained(next);
  expect((await curl(`${next.address}/media/${id}`)).status).toBe(404);
  // The shipper requested the deletion again, for what it may have stored meanwhile.
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'deleted');
  expect(await cloud.catalog.describe(id)).toMatchObject({ generation: 1 });
  await next.end('SIGTERM');
});
