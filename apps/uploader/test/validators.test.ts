import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { post } from './support/app.ts';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { request } from './support/request.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;
let base: string;
let item: string;

const upload = async (): Promise<string> => {
  const answer = await post(base, jpegLike(2_000));
  const { uploads } = (await answer.json()) as { uploads: { links: { self: string } }[] };
  const path = uploads[0]!.links.self;
  // Once it is stored, an item without a processor changes no more.
  for (;;) {
    const { status } = (await (await fetch(base + path)).json()) as { status: string };
    if (status === 'stored') return path;
  }
};

beforeAll(async () => {
  cloud = await startCloud();
  uploader = await runUploader(await newFolder(), cloud.environment);
  base = uploader.address!;
  item = await upload();
  // The list says whether the index is complete, so it changes at that moment.
  await eventually(async () => {
    const page = (await (await fetch(`${base}/media`)).json()) as { complete: boolean };
    return page.complete;
  });
});

afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

const tagOf = async (path: string) => (await request(base + path)).headers.etag!;
const get = (path: string, tag: string, method = 'GET') =>
  request(base + path, { method, headers: { 'if-none-match': tag } });
const paths = () => ['/media', item, '/audit?to=2020-01-01T00:00:00Z', '/openapi.json'];

test('an unchanged answer gets 304 with the tag and the caching headers, and no content', async () => {
  for (const path of paths()) {
    const { headers, status } = await request(base + path);
    expect([path, status, headers.etag]).toEqual([path, 200, expect.stringMatching(/^"[\w.-]+"$/)]);
    for (const method of ['GET', 'HEAD']) {
      const answer = await get(path, headers.etag!, method);
      expect([path, method, answer.status, answer.body.length]).toEqual([path, method, 304, 0]);
      expect(answer.headers.etag).toBe(headers.etag);
      expect(answer.headers['cache-control']).toBe(headers['cache-control']);
      expect(answer.headers.vary).toBe(headers.vary);
      expect(answer.headers).not.toHaveProperty('content-type');
      expect(answer.headers).not.toHaveProperty('content-length');
    }
  }
});

test('`If-None-Match` takes lists, weak tags and `*`, and other tags get the answer', async () => {
  const tag = await tagOf(item);
  for (const known of [`W/${tag}`, `"a,b", ${tag}`, `${tag},"x"`, '*', ' * ']) {
    expect([known, (await get(item, known)).status]).toEqual([known, 304]);
  }
  for (const other of ['"x"', tag.slice(1, -1), `"x${tag.slice(1)}`, '', `"*"`]) {
    expect([other, (await get(item, other)).status]).toEqual([other, 200]);
  }
});

test('a changed list has another tag', async () => {
  const before = await tagOf('/media');
  await upload();
  expect((await get('/media', before)).status).toBe(200);
  expect(await tagOf('/media')).not.toBe(before);
});

test('HEAD has the headers of GET, with the length of its content', async () => {
  for (const path of [...paths(), '/healthz']) {
    const { headers: expected, body } = await request(base + path);
    const { status, headers, body: none } = await request(base + path, { method: 'HEAD' });
    const { date: _, ...rest } = headers;
    const { date: __, ...same } = expected;
    expect([path, status, none.length, rest]).toEqual([path, 200, 0, same]);
    expect(headers['content-length']).toBe(String(body.length));
  }
});

test('answers of routes that require a key are private, refusals too', async () => {
  for (const path of ['/media', item, '/media/unknown', `/media/${'0'.repeat(64)}`]) {
    const { headers } = await request(base + path);
    expect([path, headers['cache-control']]).toEqual([path, 'private, no-cache']);
  }
});

test('a problem has no tag, and `If-None-Match: *` does not hide it', async () => {
  const { status, headers } = await get(`/media/${'0'.repeat(64)}`, '*');
  expect(status).toBe(404);
  expect(headers).not.toHaveProperty('etag');
});
