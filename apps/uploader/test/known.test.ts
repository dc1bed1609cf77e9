import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;

beforeAll(async () => {
  cloud = await startCloud();
  uploader = await runUploader(await newFolder(), cloud.environment);
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

const put = (base: string | undefined, bytes: Buffer) =>
  fetch(`${base}/uploads/a.jpg`, { method: 'PUT', body: new Uint8Array(bytes) });

async function known(base: string | undefined, body: unknown) {
  const answer = await fetch(`${base}/media/known`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

test('tells which of a thousand files exist, in the order of the request', async () => {
  const stored = jpegLike(2_000);
  const id = sha256(stored);
  await put(uploader.address, stored);
  await eventually(async () => {
    const { body } = await known(uploader.address, { ids: [id] });
    const [item] = body.items as { status: string }[];
    expect(item).toBeDefined();
    return item!.status === 'stored';
  });
  const deleted = jpegLike(3_000);
  await put(uploader.address, deleted);
  await eventually(async () => {
    const url = `${uploader.address}/media/${sha256(deleted)}`;
    return (await fetch(url, { method: 'DELETE' })).status === 204;
  });
  const others = Array.from({ length: 997 }, (_, at) => sha256(Buffer.from(`${at}`)));
  const { body } = await known(uploader.address, { ids: [...others, sha256(deleted), id, id] });
  expect(body).toEqual({ items: [{ id, status: 'stored' }] });
});

test('while the catalog is unreachable, an item in the spool is known, and others cannot be told', async () => {
  const alone = await runUploader(await newFolder());
  const bytes = jpegLike(2_000);
  const id = sha256(bytes);
  await put(alone.address, bytes);
  const own = await known(alone.address, { ids: [id] });
  expect(own.body).toEqual({ items: [{ id, status: 'received' }] });
  const other = await known(alone.address, { ids: [id, sha256(Buffer.from('x'))] });
  expect([other.status, other.body.code]).toEqual([503, 'cloud-unavailable']);
  await alone.end('SIGKILL');
});

test.each([
  [{ ids: [] }],
  [{ ids: ['ABC'] }],
  [{ ids: Array.from({ length: 1001 }, () => '0'.repeat(64)) }],
  [{}],
  [{ ids: ['0'.repeat(64)], more: 1 }],
])('refuses %j', async (wrong) => {
  const { status, body } = await known(uploader.address, wrong);
  expect([status, body.code]).toEqual([400, 'bad-request']);
});
