import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { curl } from './support/curl.ts';
import { spooledFiles } from './support/spooled-files.ts';
import { type Process, runUploader } from './support/uploader.ts';

// Without a cloud: every endpoint refuses connections.
let uploader: Process;
let base: string;
let data: string;

const MAX_BYTES = 3_000_000;

beforeAll(async () => {
  data = await newFolder();
  uploader = await runUploader(data, { GALERIA_MAX_FILE_BYTES: String(MAX_BYTES) });
  base = uploader.address!;
});

const field = (bytes: Buffer, algorithm = 'sha256'): string =>
  `sha-256=:${createHash(algorithm).update(bytes).digest('base64')}:`;

const put = (name: string, bytes: Buffer, headers: Record<string, string> = {}) =>
  fetch(`${base}/uploads/${name}`, { method: 'PUT', body: new Uint8Array(bytes), headers });

describe('PUT /uploads/:filename', () => {
  test('curl -T stores a file, and the answer names it like that of multipart', async () => {
    const bytes = jpegLike(2_500_000);
    const path = join(await newFolder(), 'praia.jpg');
    await writeFile(path, bytes);
    const { status, body } = await curl('-T', path, `${base}/uploads/`);
    expect(status).toBe(202);
    const id = sha256(bytes);
    expect(body).toEqual({
      uploads: [
        {
          id,
          kind: 'image',
          size: 2_500_000,
          filename: 'praia.jpg',
          links: { self: `/media/${id}` },
        },
      ],
    });
    expect(await spooledFiles(data)).toContain(id);
  });

  test('accepts a body without a length', async () => {
    const bytes = jpegLike(1_500_000);
    const path = join(await newFolder(), 'a.jpg');
    await writeFile(path, bytes);
    const { status, body } = await curl(
      ...['-T', path, '-H', 'Transfer-Encoding: chunked'],
      `${base}/uploads/a.jpg`,
    );
    expect([status, body.uploads[0].id]).toEqual([202, sha256(bytes)]);
  });

  test.each(['фото 写真.jpg', `${'a'.repeat(240)}.jpg`, '🏖️ %41.jpg'])(
    'decodes the name %s',
    async (name) => {
      const answer = await put(encodeURIComponent(name), jpegLike(1000));
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ uploads: [{ filename: name }] });
    },
  );

  test('removes folders from the name', async () => {
    const answer = await put('..%2F..%2Fetc%2Fa.jpg', jpegLike(1000));
    expect(await answer.json()).toMatchObject({ uploads: [{ filename: 'a.jpg' }] });
  });

  test.each([
    ['an empty body', 400, 'empty-file', Buffer.alloc(0), {}],
    ['an unknown kind', 415, 'kind-unsupported', Buffer.from('plain'), {}],
    ['too many bytes', 413, 'file-too-large', jpegLike(MAX_BYTES + 1), {}],
    ['a part of a file', 400, 'bad-request', jpegLike(99), { 'content-range': 'bytes 0-98/999' }],
  ])('refuses %s', async (_what, status, code, bytes, headers) => {
    const before = await spooledFiles(data);
    const answer = await put('a.jpg', bytes, headers as Record<string, string>);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      status,
      code,
    ]);
    expect(await spooledFiles(data)).toEqual(before);
  });

  test('keeps nothing of a body that ends early', async () => {
    const before = await spooledFiles(data);
    const { hostname, port } = new URL(base);
    const socket = connect(Number(port), hostname);
    const head =
      'PUT /uploads/a.jpg HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n';
    socket.write(Buffer.concat([Buffer.from(head), jpegLike(50_000)]));
    await eventually(async () => (await readdir(join(data, 'spool/incoming'))).length === 1);
    socket.destroy();
    await eventually(async () => (await readdir(join(data, 'spool/incoming'))).length === 0);
    expect(await spooledFiles(data)).toEqual(before);
  });
});

describe('digests (RFC 9530)', () => {
  const bytes = jpegLike(200_000);

  test.each(['content-digest', 'repr-digest'])(
    'PUT with a %s that matches is kept',
    async (name) => {
      const answer = await put('a.jpg', bytes, { [name]: field(bytes) });
      expect(answer.status).toBe(202);
      expect(answer.headers.get('repr-digest')).toBe(field(bytes));
      expect(answer.headers.get('galeria-item')).toBe(sha256(bytes));
      expect(answer.headers.get('content-location')).toBe(`/media/${sha256(bytes)}`);
    },
  );

  test.each(['content-digest', 'repr-digest'])(
    'PUT with another %s keeps nothing',
    async (name) => {
      const before = await spooledFiles(data);
      const answer = await put('a.jpg', bytes, { [name]: field(jpegLike(99)) });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'digest-mismatch' });
      expect(await spooledFiles(data)).toEqual(before);
    },
  );

  test.each(['sha-256=abc', 'sha-256=:YWJj:', 'sha-256=(1 2)', '='])(
    'refuses the malformed field %s',
    async (malformed) => {
      const answer = await put('a.jpg', bytes, { 'content-digest': malformed });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'bad-request' });
    },
  );

  test('ignores other algorithms', async () => {
    const answer = await put('a.jpg', bytes, { 'content-digest': 'unixsum=:AAAA:' });
    expect(answer.status).toBe(202);
  });

  /** A multipart body with bytes after its last boundary. */
  const multipart = Buffer.concat([
    Buffer.from('--b\r\nContent-Disposition: form-data; name="f"; filename="a.jpg"\r\n\r\n'),
    bytes,
    Buffer.from('\r\n--b--\r\nepilogue'),
  ]);
  const post = (digest: string) =>
    fetch(`${base}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-digest': digest },
      body: multipart,
    });

  test('a Content-Digest of a multipart body is of the whole body', async () => {
    const answer = await post(field(multipart));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('repr-digest')).toBe(field(bytes));
  });

  test('a multipart body with another Content-Digest keeps nothing', async () => {
    const before = await spooledFiles(data);
    const answer = await post(field(bytes));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'digest-mismatch' });
    expect(await spooledFiles(data)).toEqual(before);
  });
});
