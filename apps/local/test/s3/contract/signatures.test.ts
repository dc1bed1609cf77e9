import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeAll, describe, expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';
import { emptyHash, type SignOptions, signRequest } from '../signer.ts';

const s3 = await openContract();
const { Bucket } = s3;
beforeAll(async () => {
  await s3.client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
});

const codeOf = (xml: string) => /<Code>(\w+)<\/Code>/.exec(xml)?.[1];
async function outcome(answer: Response) {
  return { status: answer.status, code: codeOf(await answer.text()) };
}
const url = (key: string) => new URL(`/${Bucket}/${key}`, s3.endpoint);

function signed(key: string, more: Partial<SignOptions> = {}) {
  const { region, credentials } = s3;
  return signRequest({
    method: 'GET',
    url: url(key),
    region,
    credentials,
    payload: emptyHash,
    ...more,
  });
}

describe('the Authorization header', () => {
  const page = 'API/sigv4-auth-using-authorization-header';
  const get = (headers: Record<string, string>) => fetch(url('a'), { headers });

  holds(page, 'a valid signature is accepted', async () => {
    const answer = await get(signed('a').headers);
    expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
  });

  holds('API/ErrorResponses', 'a request without a signature is AccessDenied', async () => {
    expect(await outcome(await get({}))).toEqual({ status: 403, code: 'AccessDenied' });
  });

  holds('API/ErrorResponses', 'another secret is SignatureDoesNotMatch', async () => {
    const credentials = { ...s3.credentials, secretAccessKey: 'another' };
    const answer = await get(signed('a', { credentials }).headers);
    expect(await outcome(answer)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  holds('API/ErrorResponses', 'another key id is InvalidAccessKeyId', async () => {
    const credentials = { ...s3.credentials, accessKeyId: 'ANOTHER' };
    const answer = await get(signed('a', { credentials }).headers);
    expect(await outcome(answer)).toEqual({ status: 403, code: 'InvalidAccessKeyId' });
  });

  holds(page, 'another region is AuthorizationHeaderMalformed', async () => {
    const answer = await get(signed('a', { region: 'mars-north-1' }).headers);
    expect(await outcome(answer)).toEqual({ status: 400, code: 'AuthorizationHeaderMalformed' });
  });

  for (const minutes of [-16, 16]) {
    holds('API/ErrorResponses', `a clock skew of ${minutes} minutes is refused`, async () => {
      const now = new Date(Date.now() + minutes * 60_000);
      const answer = await get(signed('a', { now }).headers);
      expect(await outcome(answer)).toEqual({ status: 403, code: 'RequestTimeTooSkewed' });
    });
  }

  holds(page, 'a signature is valid for one key only', async () => {
    const answer = await fetch(url('b'), { headers: signed('a').headers });
    expect(await outcome(answer)).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  holds(page, 'an unsigned x-amz header is refused', async () => {
    const answer = await get({ ...signed('a').headers, 'x-amz-meta-sneaked': 'in' });
    expect(await outcome(answer)).toEqual({ status: 403, code: 'AccessDenied' });
  });
});

describe('the payload', () => {
  const put = async (key: string, body: Buffer, payload: string, more = {}) => {
    const { headers } = signed(key, { method: 'PUT', payload, headers: more });
    return outcome(await fetch(url(key), { method: 'PUT', headers, body: new Uint8Array(body) }));
  };

  holds('API/sig-v4-header-based-auth', 'a hash is compared with the body', async () => {
    const hash = createHash('sha256').update('x').digest('hex');
    expect((await put('hashed', Buffer.from('x'), hash)).status).toBe(200);
    const refused = { status: 400, code: 'XAmzContentSHA256Mismatch' };
    expect(await put('hashed-no', Buffer.from('y'), hash)).toEqual(refused);
    expect((await fetch(url('hashed-no'), { headers: signed('hashed-no').headers })).status).toBe(
      404,
    );
  });

  holds('API/sig-v4-header-based-auth', 'UNSIGNED-PAYLOAD is accepted', async () => {
    expect((await put('unsigned', Buffer.from('x'), 'UNSIGNED-PAYLOAD')).status).toBe(200);
  });

  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32('abcdefgh'));

  function chunked(key: string, trailer: boolean) {
    const payload = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer ? '-TRAILER' : ''}`;
    const headers: Record<string, string> = {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '8',
      ...(trailer && { 'x-amz-trailer': 'x-amz-checksum-crc32' }),
    };
    const signer = signed(key, { method: 'PUT', payload, headers });
    const chunks = ['abcde', 'fgh', ''].map((data) => signer.chunk(Buffer.from(data)));
    const end = trailer
      ? signer.trailer('x-amz-checksum-crc32', crc.toString('base64'))
      : Buffer.alloc(0);
    const send = async (parts: Buffer[]) => {
      const body = new Uint8Array(Buffer.concat(parts));
      return outcome(await fetch(url(key), { method: 'PUT', headers: signer.headers, body }));
    };
    return { chunks, end, last: Buffer.from('\r\n'), send };
  }
  const read = async (key: string) =>
    (await s3.client.send(new GetObjectCommand({ Bucket, Key: key }))).Body?.transformToString();

  for (const trailer of [false, true]) {
    const name = trailer ? 'signed chunks with a signed trailer' : 'signed chunks';
    const page = trailer ? 'API/sigv4-streaming-trailers' : 'API/sigv4-streaming';

    holds(page, `${name} are accepted`, async () => {
      const { chunks, end, last, send } = chunked(`chunks-${trailer}`, trailer);
      expect((await send([...chunks, end, last])).status).toBe(200);
      expect(await read(`chunks-${trailer}`)).toBe('abcdefgh');
    });

    holds(page, `${name}: a changed byte is refused`, async () => {
      const { chunks, end, last, send } = chunked(`changed-${trailer}`, trailer);
      const first = chunks[0]!;
      const at = first.indexOf('abcde');
      first[at] = 0x78;
      const refused = { status: 403, code: 'SignatureDoesNotMatch' };
      expect(await send([...chunks, end, last])).toEqual(refused);
    });
  }

  holds('API/sigv4-streaming-trailers', 'a trailer with another signature is refused', async () => {
    const { chunks, end, last, send } = chunked('trailer-changed', true);
    const forged = Buffer.from(
      String(end).replace(/.\r\n$/, (tail) => (tail[0] === '0' ? '1\r\n' : '0\r\n')),
    );
    const refused = { status: 403, code: 'SignatureDoesNotMatch' };
    expect(await send([...chunks, forged, last])).toEqual(refused);
  });

  holds('API/sigv4-streaming-trailers', 'a declared but missing trailer is refused', async () => {
    const { chunks, last, send } = chunked('trailer-none', true);
    expect((await send([...chunks, last])).status).toBe(400);
  });

  holds('API/sigv4-streaming', 'fewer bytes than declared are refused', async () => {
    const { chunks, last, send } = chunked('fewer', false);
    expect((await send([...chunks.slice(0, 1), last])).status).toBe(400);
  });
});

describe('presigned URLs', () => {
  const page = 'API/sigv4-query-string-auth';
  const presign = (more = {}, expiresIn = 60) =>
    getSignedUrl(s3.client, new GetObjectCommand({ Bucket, Key: 'a', ...more }), { expiresIn });

  holds(page, 'GET with overridden headers', async () => {
    const answer = await fetch(
      await presign({ ResponseContentDisposition: "attachment; filename*=UTF-8''%C3%BC.jpg" }),
    );
    expect(answer.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''%C3%BC.jpg",
    );
    expect(await answer.text()).toBe('hello');
  });

  holds(page, 'PUT with metadata', async () => {
    const { endpoint, region, credentials } = s3;
    // Otherwise the presigner would sign the checksum of an empty body.
    const plain = new S3Client({
      endpoint,
      region,
      credentials,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const command = new PutObjectCommand({ Bucket, Key: 'presigned', Metadata: { of: 'url' } });
    const target = await getSignedUrl(plain, command, { expiresIn: 60 });
    plain.destroy();
    expect((await fetch(target, { method: 'PUT', body: 'x' })).status).toBe(200);
    const kept = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'presigned' }));
    expect(kept.Metadata).toEqual({ of: 'url' });
    expect(await kept.Body?.transformToString()).toBe('x');
  });

  holds(page, 'a changed parameter is refused', async () => {
    const target = new URL(await presign());
    target.searchParams.set('response-content-type', 'text/html');
    expect(await outcome(await fetch(target))).toEqual({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });

  holds(page, 'an expired URL is refused', async () => {
    const command = new GetObjectCommand({ Bucket, Key: 'a' });
    const signingDate = new Date(Date.now() - 120_000);
    const target = await getSignedUrl(s3.client, command, { expiresIn: 60, signingDate });
    expect(await outcome(await fetch(target))).toEqual({ status: 403, code: 'AccessDenied' });
  });

  holds(page, 'the maximum validity is seven days', async () => {
    const target = new URL(await presign());
    target.searchParams.set('X-Amz-Expires', String(7 * 86_400 + 1));
    expect(await outcome(await fetch(target))).toEqual({
      status: 400,
      code: 'AuthorizationQueryParametersError',
    });
  });
});

holds('API/ErrorResponses', 'the SDK gets a typed error for a wrong secret', async () => {
  const { endpoint, region, credentials } = s3;
  const wrong = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { ...credentials, secretAccessKey: 'wrong' },
  });
  const refused = await refusal(wrong.send(new GetObjectCommand({ Bucket, Key: 'a' })));
  wrong.destroy();
  expect(refused).toEqual({ code: 'SignatureDoesNotMatch', status: 403 });
});
