import { readdir } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COMPRESSION } from '../src/limits.ts';
import { post } from './support/app.ts';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { request } from './support/request.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;
let base: string;

beforeAll(async () => {
  cloud = await startCloud();
  uploader = await runUploader(await newFolder(), cloud.environment);
  base = uploader.address!;
});

afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

const decoders = { br: brotliDecompressSync, gzip: gunzipSync };
const accepting = (path: string, encoding: string, method = 'GET', more = {}) =>
  request(base + path, { method, headers: { 'accept-encoding': encoding, ...more } });

test.each(['br', 'gzip'] as const)('compresses a JSON answer by %s', async (encoding) => {
  const plain = await request(`${base}/openapi.json`);
  expect(plain.headers).not.toHaveProperty('content-encoding');
  const { headers, body } = await accepting('/openapi.json', encoding);
  expect(headers).toMatchObject({
    'content-encoding': encoding,
    'content-length': String(body.length),
    'content-type': plain.headers['content-type'],
    vary: 'accept-encoding',
  });
  expect(body.length).toBeLessThan(plain.body.length / 5);
  expect(decoders[encoding](body).equals(plain.body)).toBe(true);

  const { headers: head } = await accepting('/openapi.json', encoding, 'HEAD');
  expect(head['content-length']).toBe(headers['content-length']);
  expect(head.etag).toBe(headers.etag);
});

test('each encoding has a tag of its own, and 304 needs the tag of the encoding', async () => {
  const tags = await Promise.all(
    ['identity', 'gzip', 'br'].map(
      async (encoding) => (await accepting('/openapi.json', encoding)).headers.etag!,
    ),
  );
  expect(new Set(tags).size).toBe(3);
  const status = async (encoding: string, tag: string) =>
    (await accepting('/openapi.json', encoding, 'GET', { 'if-none-match': tag })).status;
  expect(await status('br', tags[2]!)).toBe(304);
  expect(await status('gzip', `W/${tags[1]}`)).toBe(304);
  expect(await status('br', tags[0]!)).toBe(200);
  expect(await status('identity', tags[2]!)).toBe(200);
});

test('follows the weights of `Accept-Encoding`', async () => {
  const chosen = async (accept: string) =>
    (await accepting('/openapi.json', accept)).headers['content-encoding'];
  expect(await chosen('gzip, deflate, br, zstd')).toBe('br');
  expect(await chosen('br;q=0.5, gzip')).toBe('gzip');
  expect(await chosen('BR;q=0, gzip;q=0')).toBe(undefined);
  expect(await chosen('identity, br;q=0.1')).toBe(undefined);
  expect(await chosen('zstd')).toBe(undefined);
});

test('leaves short answers as they are, and still says that they vary', async () => {
  const { headers, body } = await accepting('/healthz', 'br, gzip');
  expect(body.length).toBeLessThan(COMPRESSION.minBytes);
  expect(headers).not.toHaveProperty('content-encoding');
  expect(headers.vary).toBe('accept-encoding');
});

test('never compresses an original, whole or in ranges', async () => {
  const bytes = jpegLike(5_000).fill(0, 20);
  const answer = await post(base, bytes);
  const { uploads } = (await answer.json()) as { uploads: { id: string }[] };
  const path = `/media/${uploads[0]!.id}/original`;
  let whole = await accepting(path, 'br, gzip');
  while (whole.status === 409) whole = await accepting(path, 'br, gzip');
  expect(whole.headers).not.toHaveProperty('content-encoding');
  expect(whole.headers.etag).toBe(`"${uploads[0]!.id}"`);
  expect(whole.body.equals(bytes)).toBe(true);
  const part = await accepting(path, 'br, gzip', 'GET', { range: 'bytes=100-3099' });
  expect(part.status).toBe(206);
  expect(part.headers).not.toHaveProperty('content-encoding');
  expect(part.body.equals(bytes.subarray(100, 3_100))).toBe(true);
});

test.each(['br', 'gzip'] as const)('serves the files of the page in %s', async (encoding) => {
  const assets = await readdir(new URL('../dist/page/assets', import.meta.url));
  const script = assets.find((name) => name.endsWith('.js'));
  for (const path of [`/assets/${script}`, '/docs/swagger-ui-bundle.js']) {
    const plain = await request(base + path);
    const { headers, body } = await accepting(path, encoding);
    expect([path, headers['content-encoding']]).toEqual([path, encoding]);
    expect(headers['content-type']).toBe(plain.headers['content-type']);
    expect([headers.vary, plain.headers.vary]).toEqual(['accept-encoding', 'accept-encoding']);
    expect(headers.etag).not.toBe(plain.headers.etag);
    expect(decoders[encoding](body).equals(plain.body)).toBe(true);
  }
});
