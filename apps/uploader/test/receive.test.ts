import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { curl } from './support/curl.ts';
import { type Process, runUploader } from './support/uploader.ts';

// Without a cloud: every endpoint refuses connections.
let uploader: Process;
let base: string;
let data: string;
let folder: string;

const MAX_BYTES = 3_000_000;
const SPOOL_BYTES = 40_000_000;

beforeAll(async () => {
  data = await newFolder();
  folder = await newFolder();
  uploader = await runUploader(data, {
    GALERIA_MAX_FILE_BYTES: String(MAX_BYTES),
    GALERIA_MAX_FILES: '3',
    GALERIA_SPOOL_MAX_BYTES: String(SPOOL_BYTES),
  });
  base = uploader.address!;
});

const spooled = async (state: string) => (await readdir(join(data, 'spool', state))).sort();

async function file(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

test('stores all files of a request by id before it answers 202', async () => {
  const bytes = [jpegLike(20_000), jpegLike(2_500_000)];
  const paths = await Promise.all(bytes.map((some, at) => file(`${at}.jpg`, some)));
  const { status, body } = await curl(
    ...['-F', `any=@${paths[0]};filename=фото 写真.jpg;type=text/plain`],
    ...['-F', `other=@${paths[1]};filename=../../etc/b.jpg`],
    `${base}/uploads`,
  );
  expect(status).toBe(202);
  const ids = bytes.map(sha256);
  expect(body).toEqual({
    uploads: [
      {
        id: ids[0],
        kind: 'image',
        size: 20_000,
        filename: 'фото 写真.jpg',
        links: { self: `/media/${ids[0]}` },
      },
      {
        id: ids[1],
        kind: 'image',
        size: 2_500_000,
        filename: 'b.jpg',
        links: { self: `/media/${ids[1]}` },
      },
    ],
  });
  const [request] = await spooled('ready');
  const at = join(data, 'spool', 'ready', request!);
  const { format, files } = JSON.parse(await readFile(join(at, 'request.json'), 'utf8'));
  expect(format).toBe(1);
  expect(files).toMatchObject([
    { id: ids[0], filename: 'фото 写真.jpg', mimeType: 'image/jpeg', generation: null },
    { id: ids[1], address: '127.0.0.1', userAgent: expect.stringMatching(/^curl/) },
  ]);
  for (const { id, upload } of files) {
    expect(sha256(await readFile(join(at, `${upload}.bin`)))).toBe(id);
  }
  expect((await curl(`${base}/media/${ids[0]}`)).body).toMatchObject({
    status: 'received',
    original: { filename: 'фото 写真.jpg' },
  });
  expect((await curl(`${base}/media/${ids[0]}/original`)).status).toBe(503);
  expect((await curl(`${base}/readyz`)).body).toMatchObject({
    status: 'ready',
    spool: { files: 2, bytes: 2_520_000 },
  });
});

describe('rejects, and stores nothing of', () => {
  const rejects = async (status: number, code: string, args: string[]) => {
    const before = await spooled('ready');
    const answer = await curl(...args, `${base}/uploads`);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(await spooled('ready')).toEqual(before);
    expect(await spooled('incoming')).toEqual([]);
    return answer.body;
  };

  test('a file of unsupported kind', async () => {
    const path = await file('text.jpg', Buffer.from('plain text, whatever its name says'));
    const { detail } = await rejects(415, 'kind-unsupported', ['-F', `f=@${path};type=image/jpeg`]);
    expect(detail).toContain('text.jpg');
  });

  test('an empty file', async () => {
    await rejects(400, 'empty-file', ['-F', `f=@${await file('empty.jpg', Buffer.alloc(0))}`]);
  });

  test('no file', async () => {
    await rejects(400, 'no-file', ['-F', 'field=value']);
    await rejects(400, 'no-file', ['-X', 'POST']);
  });

  test('a body that is not multipart', async () => {
    await rejects(415, 'not-multipart', ['-d', 'a=b']);
    await rejects(415, 'not-multipart', ['--json', '{}']);
  });

  test('a broken multipart body', async () => {
    const type = 'Content-Type: multipart/form-data';
    await rejects(400, 'broken-multipart', ['-H', type, '-d', 'x']);
    await rejects(400, 'broken-multipart', ['-H', `${type}; boundary=b`, '-d', 'x']);
    const head = '--b\r\nContent-Disposition: form-data; name="f"; filename="f.jpg"\r\n\r\n';
    const cut = await file('cut', Buffer.concat([Buffer.from(head), jpegLike(50_000)]));
    await rejects(400, 'broken-multipart', [
      ...['-H', `${type}; boundary=b`],
      ...['--data-binary', `@${cut}`],
    ]);
  });

  test('several files of which one is too large', async () => {
    const small = await file('small.jpg', jpegLike(1000));
    const large = await file('large.jpg', jpegLike(MAX_BYTES + 1));
    const { detail } = await rejects(413, 'file-too-large', [
      ...['-F', `a=@${small}`, '-F', `b=@${large}`, '-F', `c=@${small}`],
    ]);
    expect(detail).toContain('large.jpg');
  });

  test('more files than the limit', async () => {
    const small = await file('small.jpg', jpegLike(1000));
    const four = Array.from({ length: 4 }, () => ['-F', `a=@${small}`]).flat();
    await rejects(413, 'too-many-parts', four);
  });

  test('a body larger than the free space of the spool', async () => {
    const huge = await file('huge.jpg', jpegLike(SPOOL_BYTES));
    await rejects(507, 'spool-full', ['-F', `f=@${huge}`]);
    const form = new FormData();
    form.append('f', new Blob([await readFile(huge)]), 'huge.jpg');
    const { headers } = await fetch(`${base}/uploads`, { method: 'POST', body: form });
    expect(headers.get('retry-after')).toBe('30');
  });

  test('a client that disconnects in the middle', async () => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3000000\r\n' +
        'Content-Type: multipart/form-data; boundary=b\r\n\r\n' +
        '--b\r\nContent-Disposition: form-data; name="f"; filename="f.jpg"\r\n\r\n',
    );
    socket.write(jpegLike(2_000_000));
    await eventually(async () => (await spooled('incoming')).length === 1);
    const before = await spooled('ready');
    socket.destroy();
    await eventually(async () => (await spooled('incoming')).length === 0);
    expect(await spooled('ready')).toEqual(before);
  });
});

test('accepts a form with an empty file input', async () => {
  const form = new FormData();
  form.append('chosen', new Blob([jpegLike(1000)]), 'chosen.jpg');
  form.append('empty', new Blob([]), '');
  form.append('field', 'value');
  const answer = await fetch(`${base}/uploads`, { method: 'POST', body: form });
  expect(answer.status).toBe(202);
  const { uploads } = (await answer.json()) as { uploads: { filename: string }[] };
  expect(uploads.map(({ filename }) => filename)).toEqual(['chosen.jpg']);
});

test('answers errors with a problem document', async () => {
  expect(await curl(`${base}/media/${'0'.repeat(64)}`)).toMatchObject({
    status: 503,
    body: { code: 'cloud-unavailable' },
  });
  expect(await curl(`${base}/media/abc`)).toMatchObject({
    status: 400,
    body: { code: 'bad-request' },
  });
  expect(await curl(`${base}/nowhere`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await curl(`${base}/healthz`)).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('answers an unsupported method with 405 and the supported ones', async () => {
  const allowed = async (method: string, path: string) => {
    const answer = await fetch(base + path, { method });
    expect(await answer.json()).toMatchObject({ status: 405, code: 'method-not-allowed' });
    return answer.headers.get('allow');
  };
  const id = '0'.repeat(64);
  expect(await allowed('PUT', '/uploads')).toBe('POST');
  expect(await allowed('GET', '/uploads')).toBe('POST');
  expect(await allowed('POST', `/media/${id}`)).toBe('DELETE, GET, HEAD, PATCH');
  expect(await allowed('PATCH', `/media/${id}/original`)).toBe('GET, HEAD');
  expect(await allowed('DELETE', '/retries')).toBe('POST');
  expect(
    await curl('-X', 'PUT', '-F', `f=@${await file('a.jpg', jpegLike(9_000))}`, `${base}/uploads`),
  ).toMatchObject({
    status: 405,
  });
  expect((await curl('-X', 'PUT', `${base}/nothing`)).status).toBe(404);
});

test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/plain'])(
  'rejects %s as the body of a retry request',
  async (type) => {
    expect(
      await curl('-H', `content-type: ${type}`, '-d', 'code=corrupt', `${base}/retries`),
    ).toMatchObject({ status: 415, body: { code: 'not-json' } });
  },
);
