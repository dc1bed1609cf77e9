import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { newUploadId, objectCreatedMessage, originalKey, uploadKey } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PART_BYTES } from '../src/limits.ts';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;
let base: string;
let folder: string;

beforeAll(async () => {
  cloud = await startCloud();
  folder = await newFolder();
  uploader = await runUploader(await newFolder(), cloud.environment);
  base = uploader.address!;
});

afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

async function upload(bytes: Buffer, name = 'a.jpg'): Promise<string> {
  const path = join(folder, `${sha256(bytes)}.bin`);
  await writeFile(path, bytes);
  const { status, body } = await curl('-F', `file=@${path};filename=${name}`, `${base}/uploads`);
  expect(status).toBe(202);
  return body.uploads[0].id;
}

const shipped = () => eventually(async () => (await backlog()).files === 0);
/** Expects one message of an image in the queue, and at most one more for each logged sweep. */
async function expectDispatched(id: string): Promise<void> {
  const messages = await cloud.messages();
  const message = objectCreatedMessage({ bucket: 'originals', key: originalKey('image', id) });
  expect(new Set(messages)).toEqual(new Set([message]));
  // The sweeper logs a message after sending it.
  await eventually(() => messages.length <= 1 + sweeps(id));
}

const sweeps = (id: string) =>
  uploader.log.filter((line) => line.id === id && `${line.message}`.endsWith('dispatched again'))
    .length;
const backlog = async () => (await curl(`${base}/readyz`)).body.spool;

test('ships the bytes, the record and the status; the event dispatches the item', async () => {
  const bytes = jpegLike(100_000);
  const id = await upload(bytes, '写真 żółć.jpg');
  expect(id).toBe(sha256(bytes));
  await shipped();

  const head = await cloud.s3.send(
    new HeadObjectCommand({
      Bucket: 'originals',
      Key: originalKey('image', id),
      ChecksumMode: 'ENABLED',
    }),
  );
  expect(head).toMatchObject({
    ContentLength: bytes.length,
    ContentType: 'image/jpeg',
    ChecksumSHA256: Buffer.from(id, 'hex').toString('base64'),
  });
  const { body: item } = await curl(`${base}/media/${id}`);
  expect(item).toMatchObject({
    id,
    kind: 'image',
    status: 'stored',
    original: { size: bytes.length, mimeType: 'image/jpeg', filename: '写真 żółć.jpg' },
    renditions: [],
    uploads: [{ filename: '写真 żółć.jpg', cell: 'a', address: '127.0.0.1' }],
  });
  const [{ upload: ulid }] = item.uploads;
  expect(head.Metadata).toEqual({ upload: ulid });
  const record = await cloud.s3.send(
    new GetObjectCommand({ Bucket: 'originals', Key: uploadKey(ulid) }),
  );
  expect(JSON.parse(await record.Body!.transformToString())).toMatchObject({
    upload: ulid,
    id,
    filename: '写真 żółć.jpg',
    generation: 1,
  });
  expect(await cloud.messages()).toEqual([]);
  expect(uploader.log.filter((line) => line.upload === ulid).map((line) => line.message)).toEqual([
    'upload accepted',
    'upload shipped',
  ]);
});

test('dispatches the item if the object existed, since S3 emits no event', async () => {
  const bytes = jpegLike(2_000);
  const id = await upload(bytes);
  await shipped();
  await upload(bytes, 'again.jpg');
  await shipped();
  await expectDispatched(id);
  const { body } = await curl(`${base}/media/${id}`);
  expect(body.uploads.map((one: { filename: string }) => one.filename)).toEqual([
    'a.jpg',
    'again.jpg',
  ]);
});

test('uploading a failed file again processes it again', async () => {
  const bytes = jpegLike(3_000);
  const id = await upload(bytes);
  await shipped();
  const owner = newUploadId();
  const claimed = await cloud.catalog.claim(id, { kind: 'image', owner, leaseSeconds: 60 });
  expect(claimed.outcome).toBe('claimed');
  if (claimed.outcome !== 'claimed') return;
  await cloud.catalog.fail(claimed.claim, {
    code: 'corrupt',
    message: 'damaged',
    attempt: { outcome: 'failed', durationMs: 1, memoryMiB: 1, coldStart: true },
  });
  expect((await curl(`${base}/media/${id}`)).body).toMatchObject({
    status: 'failed',
    failure: { code: 'corrupt', message: 'damaged' },
    attempts: [{ outcome: 'failed' }],
  });

  await upload(bytes);
  await shipped();
  await expectDispatched(id);
  expect((await curl(`${base}/media/${id}`)).body.status).toBe('stored');
});

test('ships a large file in parts, and recognizes it the second time', async () => {
  const bytes = jpegLike(PART_BYTES + 5_000_000);
  const id = await upload(bytes);
  await shipped();
  const key = originalKey('image', id);
  const head = await cloud.s3.send(
    new HeadObjectCommand({ Bucket: 'originals', Key: key, ChecksumMode: 'ENABLED' }),
  );
  expect(head).toMatchObject({ ContentLength: bytes.length, ChecksumType: 'COMPOSITE' });
  expect(head.ChecksumSHA256).toMatch(/-2$/);
  const path = join(folder, 'down.bin');
  await promisify(execFile)('curl', ['-sS', '-o', path, `${base}/media/${id}/original`]);
  expect(sha256(await readFile(path))).toBe(id);

  await upload(bytes);
  await shipped();
  await expectDispatched(id);
});

test('serves the original as a download, whole and in ranges', async () => {
  const bytes = jpegLike(5_000);
  const id = await upload(bytes, 'naïve "plan".jpg');
  await shipped();
  const whole = await fetch(`${base}/media/${id}/original`);
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  expect(whole.headers.get('content-disposition')).toBe(
    `attachment; filename="na?ve \\"plan\\".jpg"; filename*=UTF-8''na%C3%AFve%20%22plan%22.jpg`,
  );
  expect(whole.headers.get('content-type')).toBe('image/jpeg');
  expect(whole.headers.get('etag')).toBe(`"${id}"`);
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');

  const range = await fetch(`${base}/media/${id}/original`, { headers: { range: 'bytes=-5' } });
  expect(range.status).toBe(206);
  expect(range.headers.get('content-range')).toBe('bytes 4995-4999/5000');
  expect(Buffer.from(await range.arrayBuffer()).equals(bytes.subarray(-5))).toBe(true);
  const ifRange = async (validator: string) => {
    const headers = { range: 'bytes=-5', 'if-range': validator };
    const { status, body } = await fetch(`${base}/media/${id}/original`, { headers });
    await body?.cancel();
    return status;
  };
  expect(await ifRange(`"${id}"`)).toBe(206);
  // Another version, a weak tag or a date does not prove that the bytes are the same.
  expect(await ifRange(`"${'0'.repeat(64)}"`)).toBe(200);
  expect(await ifRange(`W/"${id}"`)).toBe(200);
  expect(await ifRange(new Date().toUTCString())).toBe(200);
  const beyond = await curl('-H', 'Range: bytes=9000-', `${base}/media/${id}/original`);
  expect(beyond).toMatchObject({ status: 416, body: { code: 'range-unsatisfiable' } });
});

test('deletes every version and the record; a new upload starts a new generation', async () => {
  const bytes = jpegLike(4_000);
  const id = await upload(bytes);
  await shipped();
  const versions = async () => {
    const Prefix = originalKey('image', id);
    const page = await cloud.s3.send(
      new ListObjectVersionsCommand({ Bucket: 'originals', Prefix }),
    );
    return (page.Versions?.length ?? 0) + (page.DeleteMarkers?.length ?? 0);
  };
  expect(await versions()).toBe(1);
  expect((await curl('-X', 'DELETE', `${base}/media/${id}?now=true`)).status).toBe(204);
  expect(await versions()).toBe(0);
  expect((await curl(`${base}/media/${id}`)).status).toBe(404);
  expect((await curl('-X', 'DELETE', `${base}/media/${id}?now=true`)).status).toBe(404);

  await upload(bytes, 'reborn.jpg');
  await shipped();
  expect(await versions()).toBe(1);
  expect((await curl(`${base}/media/${id}`)).body).toMatchObject({
    status: 'stored',
    uploads: [{ filename: 'reborn.jpg' }],
  });
});

test('quarantines a file whose object has other bytes, and reports it', async () => {
  const bytes = jpegLike(6_000);
  const Key = originalKey('image', sha256(bytes));
  await cloud.s3.send(new PutObjectCommand({ Bucket: 'originals', Key, Body: 'other bytes' }));
  const id = await upload(bytes);
  await shipped();
  expect(await backlog()).toMatchObject({ files: 0, held: 1 });
  expect((await curl(`${base}/media/${id}`)).body).toMatchObject({
    status: 'failed',
    failure: { code: 'store-refused' },
  });
  expect(uploader.log.find((line) => line.alarm === 'held')).toMatchObject({
    refusal: { code: 'content-mismatch' },
  });
  expect((await curl('-X', 'DELETE', `${base}/media/${id}?now=true`)).status).toBe(204);
  expect(await backlog()).toMatchObject({ held: 0 });
});

test('lists the newest items first, in full pages', async () => {
  const ids: string[] = [];
  for (let at = 0; at < 3; at++) ids.unshift(await upload(jpegLike(1_000)));
  await shipped();
  const first = (await curl(`${base}/media?kind=image&limit=2`)).body;
  expect(first.items.map((item: { id: string }) => item.id)).toEqual(ids.slice(0, 2));
  const second = (await curl(`${base}/media?kind=image&limit=2&cursor=${first.cursor}`)).body;
  expect(second.items[0].id).toBe(ids[2]);
  for (const query of ['cursor=nonsense', 'limit=0', 'limit=1000', 'limit=two']) {
    expect(await curl(`${base}/media?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'bad-request' },
    });
  }
});

test('marks a file that exists as a duplicate', async () => {
  const path = join(folder, 'known.jpg');
  await writeFile(path, jpegLike(1_500));
  const flags = async () => {
    const { body } = await curl('-F', `a=@${path}`, '-F', `b=@${path}`, `${base}/uploads`);
    return body.uploads.map((one: { duplicate: boolean }) => one.duplicate);
  };
  const [first, second] = await flags();
  // A look-up that takes too long leaves the field out.
  expect([false, undefined]).toContain(first);
  expect(second).toBe(true);
  await shipped();
  await eventually(async () => (await flags()).every(Boolean));
  await shipped();
});
