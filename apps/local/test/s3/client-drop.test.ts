import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type S3Server, startS3 } from '../../src/s3/index.ts';
import { signRequest } from './signer.ts';

const Bucket = 'drop';
const region = 'us-east-1';
const credentials = { accessKeyId: 'drop', secretAccessKey: 'drop-secret' };
let dir: string;
let server: S3Server;
let client: S3Client;
const lines: object[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-s3-drop-'));
  const options = { dir, region, credentials, deliver: async () => {} };
  server = await startS3({ ...options, log: (line) => lines.push(line) });
  client = new S3Client({ endpoint: server.endpoint, region, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const files = () => readdir(join(dir, 'blobs'));

/** Waits until the folder has `count` files. The test's time limit applies. */
async function untilFiles(count: number): Promise<void> {
  while ((await files()).length !== count) await new Promise((resolve) => setTimeout(resolve, 10));
}

function startPut(key: string, extra: Record<string, string> = {}) {
  const url = new URL(`/${Bucket}/${key}`, server.endpoint);
  const payload = 'UNSIGNED-PAYLOAD';
  const { headers } = signRequest({ method: 'PUT', url, region, credentials, payload });
  return request(url, {
    method: 'PUT',
    headers: { ...headers, 'content-length': '1000000', ...extra },
  });
}

test('an aborted PUT leaves nothing behind', async () => {
  const before = (await files()).length;
  const put = startPut('half');
  put.on('error', () => {});
  put.write(Buffer.alloc(500_000));
  await untilFiles(before + 1);
  put.destroy();
  await untilFiles(before);
  expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'client left', name: 'PutObject' }));
});

test('Expect: 100-continue is answered with 100 or an error before the body is sent', async () => {
  const asking = { expect: '100-continue' };
  const welcome = startPut('asked', asking);
  welcome.flushHeaders();
  await once(welcome, 'continue');
  welcome.end(Buffer.alloc(1_000_000));
  const [answer] = await once(welcome, 'response');
  expect(answer.statusCode).toBe(200);
  answer.resume();

  const url = new URL('/no-such-bucket/a', server.endpoint);
  const { headers } = signRequest({
    method: 'PUT',
    url,
    region,
    credentials,
    payload: 'UNSIGNED-PAYLOAD',
  });
  const refused = request(url, {
    method: 'PUT',
    headers: { ...headers, ...asking, 'content-length': '9' },
  });
  refused.flushHeaders();
  const [refusal] = await once(refused, 'response');
  expect([refusal.statusCode, refusal.headers.connection]).toEqual([404, 'close']);
  refusal.resume();
  refused.destroy();
});

test('an object deleted during a read is read to its end, then its file is removed', async () => {
  const Key = 'read';
  const body = randomBytes(8_000_000);
  await client.send(new PutObjectCommand({ Bucket, Key, Body: body }));
  const before = (await files()).length;
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  await client.send(new DeleteObjectCommand({ Bucket, Key }));
  expect((await files()).length).toBe(before);
  const read = Buffer.from((await Body?.transformToByteArray()) ?? []);
  expect(read.equals(body)).toBe(true);
  await untilFiles(before - 1);
});

test('an aborted read releases the file', async () => {
  const Key = 'left';
  await client.send(new PutObjectCommand({ Bucket, Key, Body: randomBytes(8_000_000) }));
  const before = (await files()).length;
  const url = new URL(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key })));
  const socket = connect(Number(url.port), url.hostname);
  socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n\r\n`);
  await once(socket, 'data');
  socket.pause();
  await client.send(new DeleteObjectCommand({ Bucket, Key }));
  expect((await files()).length).toBe(before);
  socket.destroy();
  await untilFiles(before - 1);
});

test('file names are random and contain no key', async () => {
  for (const Key of ['../../escaped', '/etc/passwd', 'nul\u0000', '..', '%2e%2e%2fescaped']) {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe(Key);
  }
  expect(
    (await readdir(dir)).toSorted().filter((name) => !name.startsWith('index.sqlite')),
  ).toEqual(['blobs']);
  expect((await files()).every((name) => /^[0-9a-f]{32}$/.test(name))).toBe(true);
});

test('a folder in use is refused', async () => {
  const second = startS3({ dir, region, credentials, deliver: async () => {} });
  await expect(second).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR' });
});
