import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { SNIFF_BYTES } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createCRC32 } from 'hash-wasm';
import { jpegLike, sha256 } from './support/bytes.ts';
import { spooledFiles } from './support/spooled-files.ts';
import { metadata, tusClient } from './support/tus.ts';
import { type Process, runUploader } from './support/uploader.ts';

// Titles quote https://tus.io/protocols/resumable-upload. Without a cloud: every endpoint refuses
// connections.
let uploader: Process;
let data: string;
let tus: ReturnType<typeof tusClient>;

const MAX_BYTES = 3_000_000;

beforeAll(async () => {
  data = await newFolder();
  uploader = await runUploader(data, { GALERIA_MAX_FILE_BYTES: String(MAX_BYTES) });
  tus = tusClient(uploader.address!);
});

const unfinished = () => readdir(join(data, 'spool/tus'));
const base64 = (algorithm: string, bytes: Buffer) =>
  createHash(algorithm).update(bytes).digest('base64');
const split = (bytes: Buffer, at: number) => [bytes.subarray(0, at), bytes.subarray(at)] as const;

describe('core protocol', () => {
  test('"The Tus-Version response header MUST be a comma-separated list of protocol versions", "The Server MUST ignore the header [Tus-Resumable]" of OPTIONS', async () => {
    const { status, headers } = await tus.send('OPTIONS', '/tus', { 'tus-resumable': '0.2.2' });
    expect([status, headers['tus-version']]).toEqual([204, '1.0.0']);
  });

  test('"The Tus-Extension response header MUST be a comma-separated list of the extensions"', async () => {
    const { headers } = await tus.send('OPTIONS', '/tus');
    expect(headers['tus-extension']).toBe(
      'creation,creation-with-upload,creation-defer-length,expiration,checksum,termination,concatenation',
    );
  });

  test('"The Tus-Max-Size response header MUST be a non-negative integer"', async () => {
    const { headers } = await tus.send('OPTIONS', '/tus');
    expect(headers['tus-max-size']).toBe(String(MAX_BYTES));
  });

  test('"The Tus-Resumable header MUST be included in every request and response"', async () => {
    const path = await tus.create(1000);
    const answers = [
      await tus.head(path),
      await tus.patch(path, 0, Buffer.from('x')),
      await tus.patch(path, 9, Buffer.from('x')),
      await tus.send('DELETE', path),
      await tus.head(path),
    ];
    expect(answers.map(({ headers }) => headers['tus-resumable'])).toEqual(
      answers.map(() => '1.0.0'),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 204, 409, 204, 410]);
  });

  test.each([[{ 'tus-resumable': '0.2.2' }], [{ 'tus-resumable': '' }]])(
    '"it MUST respond with the 412 Precondition Failed status and MUST include the Tus-Version header", "the Server MUST NOT process the request" (%j)',
    async (header) => {
      const before = await unfinished();
      const answer = await tus.send('POST', '/tus', { 'upload-length': 9, ...header });
      expect([answer.status, answer.code, answer.headers['tus-version']]).toEqual([
        412,
        'tus-version-unsupported',
        '1.0.0',
      ]);
      expect(await unfinished()).toEqual(before);
    },
  );

  test('"X-HTTP-Method-Override MUST be interpreted as the request\'s method", "The actual method of the request MUST be ignored"', async () => {
    const path = await tus.create(1000);
    const override = (method: string) => ({ 'x-http-method-override': method });
    const patched = await tus.send(
      'POST',
      path,
      { ...tus.octets, ...override('PATCH'), 'upload-offset': 0 },
      Buffer.from('abc'),
    );
    expect([patched.status, patched.headers['upload-offset']]).toEqual([204, '3']);
    expect((await tus.send('GET', path, override('HEAD'))).headers['upload-offset']).toBe('3');
    expect((await tus.send('PATCH', path, override('DELETE'))).status).toBe(204);
    expect((await tus.head(path)).status).toBe(410);
  });

  test('"The Server MUST always include the Upload-Offset header in the response for a HEAD request, even if the offset is 0, or the upload is already considered completed", "MUST include the Upload-Length header", "MUST prevent the client and/or proxies from caching"', async () => {
    const bytes = jpegLike(5000);
    const path = await tus.create(bytes.length);
    const state = async () => {
      const { status, headers } = await tus.head(path);
      const { 'upload-offset': offset, 'upload-length': length, 'cache-control': cache } = headers;
      return [status, offset, length, cache];
    };
    expect(await state()).toEqual([200, '0', '5000', 'no-store']);
    await tus.patch(path, 0, bytes);
    expect(await state()).toEqual([200, '5000', '5000', 'no-store']);
  });

  test('"The Server MUST acknowledge successful PATCH requests with the 204 No Content status. It MUST include the Upload-Offset header containing the new offset. The new offset MUST be the sum of the offset before the PATCH request and the number of bytes received"', async () => {
    const bytes = jpegLike(9000);
    const [first, rest] = split(bytes, 4500);
    const path = await tus.create(bytes.length);
    const one = await tus.patch(path, 0, first);
    expect([one.status, one.headers['upload-offset']]).toEqual([204, '4500']);
    const two = await tus.patch(path, 4500, rest);
    expect([two.status, two.headers['upload-offset']]).toEqual([204, '9000']);
    expect(two.headers['galeria-item']).toBe(sha256(bytes));
    expect(two.headers['content-location']).toBe(`/media/${sha256(bytes)}`);
    expect(two.headers['repr-digest']).toBe(`sha-256=:${base64('sha256', bytes)}:`);
    expect(await spooledFiles(data)).toContain(sha256(bytes));
  });

  test('"If the offsets do not match, the Server MUST respond with the 409 Conflict status without modifying the upload resource"', async () => {
    const path = await tus.create(1000);
    await tus.patch(path, 0, Buffer.from('abc'));
    for (const offset of [0, 2, 4, 999, 1000, 5000]) {
      const answer = await tus.patch(path, offset, Buffer.from('x'));
      expect([answer.status, answer.code]).toEqual([409, 'offset-mismatch']);
    }
    expect(await tus.offset(path)).toBe(3);
  });

  test.each(['-1', '1.5', 'abc', '1e3', '99999999999999999999'])(
    '"Upload-Offset […] The value MUST be a non-negative integer" (%s)',
    async (offset) => {
      const path = await tus.create(1000);
      const answer = await tus.patch(path, 0, Buffer.from('x'), { 'upload-offset': offset });
      expect([answer.status, answer.code]).toEqual([400, 'bad-request']);
      expect(await tus.offset(path)).toBe(0);
    },
  );

  test('"All PATCH requests MUST use Content-Type: application/offset+octet-stream"', async () => {
    const path = await tus.create(1000);
    const answer = await tus.patch(path, 0, Buffer.from('x'), { 'content-type': 'image/jpeg' });
    expect([answer.status, answer.code]).toEqual([415, 'not-offset-stream']);
  });
});

describe('creation', () => {
  test('"The Server MUST acknowledge a successful upload creation with the 201 Created status. The Server MUST set the Location header to the URL of the created resource"; the URL names the cell', async () => {
    const { status, headers } = await tus.send('POST', '/tus', { 'upload-length': 9 });
    expect(status).toBe(201);
    expect(headers.location).toMatch(/^\/tus\/a\/[0-9A-Z]{26}-[0-9a-f]{32}$/);
  });

  test.each([
    [{}],
    [{ 'upload-length': '-1' }],
    [{ 'upload-length': 'x' }],
    [{ 'upload-defer-length': '2' }],
    [{ 'upload-length': 9, 'upload-defer-length': '1' }],
  ])('"The request MUST include one of the following headers" (%j)', async (headers) => {
    const answer = await tus.send('POST', '/tus', headers);
    expect([answer.status, answer.code]).toEqual([400, 'bad-request']);
  });

  test('"As long as the length of the upload is not known, the Server MUST set Upload-Defer-Length: 1 in all responses to HEAD requests", "Once set the length MUST NOT be changed"', async () => {
    const bytes = jpegLike(6000);
    const [first, rest] = split(bytes, 5000);
    const created = await tus.send('POST', '/tus', { 'upload-defer-length': 1 });
    const path = created.headers.location!;
    await tus.patch(path, 0, first);
    const deferred = await tus.head(path);
    expect(deferred.headers['upload-defer-length']).toBe('1');
    expect(deferred.headers['upload-length']).toBeUndefined();
    const short = await tus.patch(path, 5000, Buffer.alloc(0), { 'upload-length': 4999 });
    expect([short.status, short.code]).toEqual([413, 'length-exceeded']);
    const long = await tus.patch(path, 5000, Buffer.alloc(0), { 'upload-length': MAX_BYTES + 1 });
    expect([long.status, long.detail]).toEqual([
      413,
      `unnamed exceeds the limit of ${MAX_BYTES} bytes`,
    ]);
    await tus.patch(path, 5000, Buffer.alloc(0), { 'upload-length': 6000 });
    const { headers } = await tus.head(path);
    expect([headers['upload-length'], headers['upload-defer-length']]).toEqual(['6000', undefined]);
    const changed = await tus.patch(path, 5000, rest, { 'upload-length': 7000 });
    expect([changed.status, changed.code]).toEqual([400, 'bad-request']);
    const last = await tus.patch(path, 5000, rest);
    expect(last.headers['galeria-item']).toBe(sha256(bytes));
  });

  test('"If the length of the upload exceeds the maximum […] the Server MUST respond with the 413 Request Entity Too Large status"', async () => {
    const answer = await tus.send('POST', '/tus', { 'upload-length': MAX_BYTES + 1 });
    expect([answer.status, answer.code]).toEqual([413, 'file-too-large']);
  });

  test('"responses to HEAD requests MUST include the Upload-Metadata header and its value as specified by the Client during the creation", in any script', async () => {
    const text = metadata({
      filename: 'Отпуск 写真 شاطئ 🏖️.jpg',
      filetype: 'image/jpeg',
      note: 'x',
    });
    const bytes = jpegLike(5000);
    const path = await tus.create(bytes.length, { 'upload-metadata': text });
    expect((await tus.head(path)).headers['upload-metadata']).toBe(text);
    const { headers } = await tus.patch(path, 0, bytes);
    expect((await tus.head(path)).headers['upload-metadata']).toBe(text);
    const item = await fetch(uploader.address + headers['content-location']!);
    expect(await item.json()).toMatchObject({
      original: { filename: 'Отпуск 写真 شاطئ 🏖️.jpg' },
    });
  });

  test.each([
    'filename ###',
    'filename YQ== YQ==',
    ',filename YQ==',
    'filename YQ==,filename Yg==',
    'имя YQ==',
    `filename ${'YWFh'.repeat(1100)}`,
  ])(
    '"The key MUST NOT contain spaces and commas", "the value MUST be Base64 encoded", "All keys MUST be unique" (%.20s)',
    async (text) => {
      const headers = {
        'upload-length': 9,
        'upload-metadata': Buffer.from(text).toString('latin1'),
      };
      const answer = await tus.send('POST', '/tus', headers);
      expect([answer.status, answer.code]).toEqual([400, 'bad-request']);
    },
  );

  test('an empty file is refused', async () => {
    const answer = await tus.send('POST', '/tus', { 'upload-length': 0 });
    expect([answer.status, answer.code]).toEqual([400, 'empty-file']);
  });
});

describe('creation with upload', () => {
  test('"The Server […] MUST include the Upload-Offset header in the response and MUST set its value to the offset of the upload after applying the accepted bytes"', async () => {
    const bytes = jpegLike(6000);
    const [first, rest] = split(bytes, 5000);
    const headers = { ...tus.octets, 'upload-length': bytes.length };
    const created = await tus.send('POST', '/tus', headers, first);
    expect([created.status, created.headers['upload-offset']]).toEqual([201, '5000']);
    const last = await tus.patch(created.headers.location!, 5000, rest);
    expect(last.headers['galeria-item']).toBe(sha256(bytes));
  });

  test('a refused body leaves no upload behind', async () => {
    const before = await unfinished();
    const headers = { ...tus.octets, 'upload-length': 100_000 };
    const answer = await tus.send('POST', '/tus', headers, Buffer.alloc(SNIFF_BYTES));
    expect([answer.status, answer.code]).toEqual([415, 'kind-unsupported']);
    expect(answer.headers.location).toBeUndefined();
    expect(await unfinished()).toEqual(before);
  });
});

describe('expiration', () => {
  test('"[Upload-Expires] MUST be included in every PATCH response if the upload is going to expire", "MUST be included in the response to the initial POST request", "MUST be in RFC 9110 datetime format"', async () => {
    const { headers } = await tus.send('POST', '/tus', { 'upload-length': 9 });
    const patched = await tus.patch(headers.location!, 0, Buffer.from('abc'));
    for (const text of [headers['upload-expires'], patched.headers['upload-expires']]) {
      expect(text).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
      expect(Date.parse(String(text))).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    }
  });
});

describe('checksum', () => {
  const crc32c = async (bytes: Buffer) => {
    const crc = await createCRC32(0x82f63b78);
    return Buffer.from(crc.init().update(bytes).digest('binary')).toString('base64');
  };

  test('"The Tus-Checksum-Algorithm header MUST be included in the response to an OPTIONS request", "The Server MUST support at least the SHA1 checksum algorithm"', async () => {
    const { headers } = await tus.send('OPTIONS', '/tus');
    expect(headers['tus-checksum-algorithm']).toBe('sha1,sha256,crc32c');
  });

  test('the CRC32C of "123456789" is E3069283', async () => {
    const path = await tus.create(1000);
    const checksum = Buffer.from('e3069283', 'hex').toString('base64');
    const answer = await tus.patch(path, 0, Buffer.from('123456789'), {
      'upload-checksum': `crc32c ${checksum}`,
    });
    expect([answer.status, answer.headers['upload-offset']]).toEqual([204, '9']);
  });

  test.each([
    ['sha1', async (bytes: Buffer) => base64('sha1', bytes)],
    ['sha256', async (bytes: Buffer) => base64('sha256', bytes)],
    ['crc32c', crc32c],
  ])(
    '"the Server MUST verify the uploaded chunk against the provided checksum", "the uploaded chunk MUST be discarded, and the upload and its offset MUST NOT be updated" (%s)',
    async (name, hash) => {
      const bytes = jpegLike(2_000_000);
      const [first, rest] = split(bytes, 1_100_000);
      const path = await tus.create(bytes.length);
      const check = async (chunk: Buffer) => ({
        'upload-checksum': `${name} ${await hash(chunk)}`,
      });
      await tus.patch(path, 0, first, await check(first));
      const flipped = Buffer.from(rest);
      flipped[700_000]! ^= 1;
      const wrong = await tus.patch(path, first.length, flipped, await check(rest));
      expect([wrong.status, wrong.code]).toEqual([460, 'checksum-mismatch']);
      expect(await tus.offset(path)).toBe(first.length);
      const last = await tus.patch(path, first.length, rest, await check(rest));
      expect([last.status, last.headers['galeria-item']]).toEqual([204, sha256(bytes)]);
    },
  );

  test.each(['md5 abcd', 'sha1', 'SHA1 abcd', 'sha1 ###', 'constructor abcd'])(
    '"The header MUST consist of the name of the used checksum algorithm and the Base64 encoded checksum" (%s)',
    async (header) => {
      const path = await tus.create(1000);
      const answer = await tus.patch(path, 0, Buffer.from('x'), { 'upload-checksum': header });
      expect([answer.status, answer.code]).toEqual([400, 'bad-request']);
      expect(await tus.offset(path)).toBe(0);
    },
  );

  test('a chunk with another Content-Digest is discarded', async () => {
    const bytes = jpegLike(5000);
    const path = await tus.create(bytes.length);
    const of = (chunk: Buffer) => ({ 'content-digest': `sha-256=:${base64('sha256', chunk)}:` });
    const wrong = await tus.patch(path, 0, bytes, of(Buffer.from('x')));
    expect([wrong.status, wrong.code]).toEqual([400, 'digest-mismatch']);
    expect(await tus.offset(path)).toBe(0);
    expect((await tus.patch(path, 0, bytes, of(bytes))).status).toBe(204);
  });

  test('a file with another Repr-Digest than its creation named is refused', async () => {
    const bytes = jpegLike(5000);
    const expected = `sha-256=:${base64('sha256', Buffer.from('x'))}:`;
    const path = await tus.create(bytes.length, { 'repr-digest': expected });
    const answer = await tus.patch(path, 0, bytes);
    expect([answer.status, answer.code]).toEqual([400, 'digest-mismatch']);
    expect((await tus.head(path)).status).toBe(410);
    expect(await spooledFiles(data)).not.toContain(sha256(bytes));
    expect(await spooledFiles(data, 'tus')).not.toContain(sha256(bytes));
  });
});

describe('termination', () => {
  test('"the Server SHOULD free associated resources and MUST respond with the 204 No Content status"', async () => {
    const path = await tus.create(2_000_000);
    await tus.patch(path, 0, jpegLike(1_000_000));
    expect((await tus.send('DELETE', path)).status).toBe(204);
    expect(await unfinished()).not.toContain(path.split('/').at(-1));
    for (const method of ['HEAD', 'DELETE']) {
      expect((await tus.send(method, path)).status).toBe(410);
    }
    expect((await tus.patch(path, 0, Buffer.from('x'))).code).toBe('upload-ended');
  });

  test('the item of a complete upload stays', async () => {
    const bytes = jpegLike(5000);
    const path = await tus.create(bytes.length);
    await tus.patch(path, 0, bytes);
    expect((await tus.send('DELETE', path)).status).toBe(204);
    expect((await tus.head(path)).status).toBe(410);
    expect(await spooledFiles(data)).toContain(sha256(bytes));
  });
});

describe('concatenation', () => {
  async function partials(...chunks: Buffer[]): Promise<string[]> {
    return Promise.all(
      chunks.map(async (chunk) => {
        const path = await tus.create(chunk.length, { 'upload-concat': 'partial' });
        await tus.patch(path, 0, chunk);
        return path;
      }),
    );
  }

  test('"The length of the final upload MUST be the sum of the length of all partial uploads", "The partial uploads MUST be concatenated as per the order specified in the list", "the Upload-Offset and Upload-Length MUST be set and their values MUST be equal", "MUST include the Upload-Concat header and its value as received"', async () => {
    const bytes = jpegLike(1_500_000);
    const [first, rest] = split(bytes, 1_200_000);
    const [second, one] = await partials(rest, first);
    const concat = `final;${one} ${uploader.address}${second}`;
    const headers = {
      'upload-concat': concat,
      'upload-metadata': metadata({ filename: 'ab.jpg' }),
    };
    const final = await tus.send('POST', '/tus', headers);
    expect([final.status, final.headers['galeria-item']]).toEqual([201, sha256(bytes)]);
    const { headers: state } = await tus.head(final.headers.location!);
    expect(state).toMatchObject({
      'upload-offset': '1500000',
      'upload-length': '1500000',
      'upload-concat': concat,
      'galeria-item': sha256(bytes),
    });
    expect((await tus.head(one!)).status).toBe(410);
    const again = await tus.send('POST', '/tus', headers);
    expect([again.status, again.headers.location]).toEqual([201, final.headers.location]);
    const item = await fetch(`${uploader.address}/media/${sha256(bytes)}`);
    expect(await item.json()).toMatchObject({ original: { filename: 'ab.jpg' } });
  });

  test('a repetition that arrives before the first answer gets the same upload', async () => {
    const [path] = await partials(jpegLike(1_500_000));
    const headers = { 'upload-concat': `final;${path}` };
    const answers = await Promise.all([1, 2, 3].map(() => tus.send('POST', '/tus', headers)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1);
  });

  test('the answer to a concatenation that is too long names the file', async () => {
    const [path] = await partials(jpegLike(1_600_000));
    const answer = await tus.send('POST', '/tus', {
      'upload-concat': `final;${path} ${path}`,
      'upload-metadata': metadata({ filename: 'ab.jpg' }),
    });
    expect([answer.status, answer.code]).toEqual([413, 'file-too-large']);
    expect(answer.detail).toBe(`ab.jpg exceeds the limit of ${MAX_BYTES} bytes`);
  });

  test('"The response to a HEAD request for a partial upload MUST contain the Upload-Offset header", "MUST include the Upload-Concat header"; it is no item', async () => {
    const bytes = jpegLike(5000);
    const [path] = await partials(bytes);
    expect((await tus.head(path!)).headers).toMatchObject({
      'upload-offset': '5000',
      'upload-concat': 'partial',
    });
    expect(await spooledFiles(data)).not.toContain(sha256(bytes));
  });

  test('"The same partial upload MAY be present multiple times in the Upload-Concat header"', async () => {
    const bytes = jpegLike(5000);
    const [path] = await partials(bytes);
    const final = await tus.send('POST', '/tus', { 'upload-concat': `final;${path} ${path}` });
    expect(final.headers['galeria-item']).toBe(sha256(Buffer.concat([bytes, bytes])));
  });

  test('"The Server MUST respond with the 403 Forbidden status to PATCH requests against a final upload URL"', async () => {
    const [path] = await partials(jpegLike(5000));
    const final = await tus.send('POST', '/tus', { 'upload-concat': `final;${path}` });
    const answer = await tus.patch(final.headers.location!, 5000, Buffer.from('x'));
    expect([answer.status, answer.code]).toEqual([403, 'upload-final']);
  });

  test('refuses an incomplete upload, one that is not partial, an unknown one, and a malformed list', async () => {
    const incomplete = await tus.create(5000, { 'upload-concat': 'partial' });
    const whole = await tus.create(5000);
    const unknown = incomplete.replace(/.{32}$/, '0'.repeat(32));
    const outcome = async (concat: string) => {
      const { status, code } = await tus.send('POST', '/tus', { 'upload-concat': concat });
      return [status, code];
    };
    expect(await outcome(`final;${incomplete}`)).toEqual([409, 'upload-incomplete']);
    expect(await outcome(`final;${whole}`)).toEqual([400, 'bad-request']);
    expect(await outcome(`final;${unknown}`)).toEqual([404, 'not-found']);
    expect(await outcome('final;/tus/b/x')).toEqual([404, 'not-found']);
    expect(await outcome('final;')).toEqual([400, 'bad-request']);
    expect(await outcome(`final;${`${incomplete} `.repeat(101)}`)).toEqual([400, 'bad-request']);
    expect(await tus.offset(incomplete)).toBe(0);
  });

  test('an unknown kind of file is refused, and the parts stay', async () => {
    const [path] = await partials(Buffer.alloc(5000));
    const answer = await tus.send('POST', '/tus', { 'upload-concat': `final;${path}` });
    expect([answer.status, answer.code]).toEqual([415, 'kind-unsupported']);
    expect(await tus.offset(path!)).toBe(5000);
  });
});

describe('bad input', () => {
  test('an unknown kind of file is refused by the first request that has its first bytes', async () => {
    const path = await tus.create(100_000);
    expect((await tus.patch(path, 0, Buffer.alloc(SNIFF_BYTES - 1))).status).toBe(204);
    const answer = await tus.patch(path, SNIFF_BYTES - 1, Buffer.alloc(1));
    expect([answer.status, answer.code]).toEqual([415, 'kind-unsupported']);
    expect((await tus.head(path)).status).toBe(410);
    expect(await unfinished()).not.toContain(path.split('/').at(-1));
  });

  test('a body beyond the length is refused', async () => {
    const path = await tus.create(5000);
    const bytes = Buffer.concat([jpegLike(5000), Buffer.from('x')]);
    const answer = await tus.patch(path, 0, bytes);
    expect([answer.status, answer.code]).toEqual([413, 'length-exceeded']);
    expect(await tus.offset(path)).toBe(0);
  });

  test('a chunked body beyond the length is refused', async () => {
    const path = await tus.create(5000);
    const answer = await fetch(uploader.address + path, {
      method: 'PATCH',
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', ...tus.octets },
      body: new Blob([new Uint8Array(jpegLike(5001))]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'length-exceeded' });
    expect(await tus.offset(path)).toBe(0);
  });

  test('a body that breaks off keeps what has arrived', async () => {
    const bytes = jpegLike(2_000_000);
    const path = await tus.create(bytes.length);
    const socket = openPatch(path, 0, bytes.length, bytes.subarray(0, 1_500_000));
    await eventually(async () => (await spooledBytes(path)) >= 1_000_000);
    socket.destroy();
    const offset = await eventually(async () => {
      const now = await tus.offset(path);
      return now !== undefined && now > 0 && now;
    });
    const last = await tus.patch(path, offset, bytes.subarray(offset));
    expect(last.headers['galeria-item']).toBe(sha256(bytes));
  });

  test('a newer request takes an upload over: the older one gets 423, and its bytes are kept', async () => {
    const bytes = jpegLike(2_000_000);
    const path = await tus.create(bytes.length);
    const socket = openPatch(path, 0, bytes.length, bytes.subarray(0, 1_500_000));
    const older = new Promise<string>((resolve) =>
      socket.once('data', (answer) => resolve(answer.toString().split('\r\n')[0]!)),
    );
    await eventually(async () => (await spooledBytes(path)) >= 1_000_000);
    const offset = (await tus.offset(path))!;
    expect(offset).toBeGreaterThanOrEqual(1_000_000);
    expect(await older).toMatch(/^HTTP\/1\.1 423 /);
    const last = await tus.patch(path, offset, bytes.subarray(offset));
    expect([last.status, last.headers['galeria-item']]).toEqual([204, sha256(bytes)]);
    socket.destroy();
  });

  test('unknown and malformed URLs get 404', async () => {
    const path = await tus.create(9);
    const others = [
      path.replace('/tus/a/', '/tus/b/'),
      path.replace(/.{32}$/, '0'.repeat(32)),
      '/tus/a/..%2F..%2Fkeys.json',
      '/tus/a/x',
    ];
    for (const other of others) {
      for (const method of ['HEAD', 'DELETE']) {
        expect([other, (await tus.send(method, other)).status]).toEqual([other, 404]);
      }
      expect((await tus.patch(other, 0, Buffer.from('x'))).status).toBe(404);
    }
  });

  /** Sends the head of a PATCH and some of its bytes. */
  function openPatch(path: string, offset: number, length: number, bytes: Buffer) {
    const { hostname, port } = new URL(uploader.address!);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    const head = [
      `PATCH ${path} HTTP/1.1`,
      'Host: localhost',
      'Tus-Resumable: 1.0.0',
      'Content-Type: application/offset+octet-stream',
      `Upload-Offset: ${offset}`,
      `Content-Length: ${length}`,
    ];
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]));
    return socket;
  }

  /** Bytes of an upload in its file, durable or not. */
  async function spooledBytes(path: string): Promise<number> {
    const folder = join(data, 'spool/tus', path.split('/').at(-1)!);
    const name = (await readdir(folder)).find((one) => one.endsWith('.bin'));
    return (await stat(join(folder, name!))).size;
  }
});
