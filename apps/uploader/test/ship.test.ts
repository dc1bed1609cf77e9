import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { objectCreatedMessage, originalKey, uploadKey } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { newFolder } from './support/folder.ts';
import { until } from './support/until.ts';
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

const shipped = () => until(async () => (await backlog()).files === 0);
const backlog = async () => (await curl(`${base}/readyz`)).body.spool;

test('ships the bytes, the record and the status, and leaves the rest to the event', async () => {
  const bytes = jpegLike(100_000);
  const id = await upload(bytes, '写真 żółć.jpg');
  expect(id).toBe(sha256(bytes));
  await shipped();

  const head = await cloud.s3.send(
    new HeadObjectCommand({ Bucket: 'originals', Key: originalKey('image', id), ChecksumMode: 'ENABLED' }),
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
    'accepted',
    'shipped',
  ]);
});

test('asks for processing itself where the object was there already, for no event comes', async () => {
  const bytes = jpegLike(2_000);
  const id = await upload(bytes);
  await shipped();
  await upload(bytes, 'again.jpg');
  await shipped();
  const key = originalKey('image', id);
  expect(await cloud.messages()).toEqual([objectCreatedMessage({ bucket: 'originals', key })]);
  const { body } = await curl(`${base}/media/${id}`);
  expect(body.uploads.map((one: { filename: string }) => one.filename)).toEqual([
    'a.jpg',
    'again.jpg',
  ]);
});
