import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;
let ETag: string | undefined;
let LastModified: Date | undefined;
beforeAll(async () => {
  const put = (Key: string, Body: string) =>
    s3.client.send(new PutObjectCommand({ Bucket, Key, Body }));
  ({ ETag } = await put('ten', '0123456789'));
  await put('none', '');
  ({ LastModified } = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'ten' })));
});

const get = (more = {}, Key = 'ten') =>
  s3.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const head = (more = {}) => s3.client.send(new HeadObjectCommand({ Bucket, Key: 'ten', ...more }));

describe('ranges', () => {
  const satisfiable: [string, string, string][] = [
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-5', '2345', 'bytes 2-5/10'],
    ['bytes=5-', '56789', 'bytes 5-9/10'],
    ['bytes=-5', '56789', 'bytes 5-9/10'],
    ['bytes=-100', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
    ['bytes=9-9', '9', 'bytes 9-9/10'],
  ];
  for (const [Range, body, ContentRange] of satisfiable) {
    holds('API/API_GetObject', `${Range} returns a range`, async () => {
      const answer = await get({ Range });
      expect(answer.$metadata.httpStatusCode).toBe(206);
      expect(answer.ContentRange).toBe(ContentRange);
      expect(answer.ContentLength).toBe(body.length);
      expect(await answer.Body?.transformToString()).toBe(body);
    });
  }

  for (const Range of ['bytes=10-', 'bytes=10-20', 'bytes=-0']) {
    holds('API/API_GetObject', `${Range} is beyond the end`, async () => {
      expect(await refusal(get({ Range }))).toEqual({ code: 'InvalidRange', status: 416 });
    });
  }

  holds('API/API_GetObject', 'an empty object has no satisfiable range', async () => {
    expect((await refusal(get({ Range: 'bytes=0-' }, 'none'))).status).toBe(416);
  });

  for (const Range of ['bytes=5-2', 'lines=1-2', 'bytes=0-1,3-4']) {
    holds('API/API_GetObject', `${Range} is not a single byte range and is ignored`, async () => {
      const answer = await get({ Range });
      expect(answer.$metadata.httpStatusCode).toBe(200);
      expect(await answer.Body?.transformToString()).toBe('0123456789');
    });
  }

  holds('API/API_HeadObject', 'HEAD returns the size of a range', async () => {
    const answer = await head({ Range: 'bytes=2-5' });
    expect(answer.$metadata.httpStatusCode).toBe(206);
    expect(answer.ContentLength).toBe(4);
  });
});

describe('conditional reads', () => {
  const page = 'userguide/conditional-reads';
  const later = () => new Date((LastModified?.getTime() ?? 0) + 60_000);
  const earlier = () => new Date((LastModified?.getTime() ?? 0) - 60_000);

  holds(page, 'If-Match of another ETag is 412', async () => {
    expect((await refusal(get({ IfMatch: '"other"' }))).status).toBe(412);
    expect((await get({ IfMatch: ETag })).$metadata.httpStatusCode).toBe(200);
  });
  holds(page, 'If-None-Match of this ETag is 304', async () => {
    expect((await refusal(get({ IfNoneMatch: ETag }))).status).toBe(304);
    expect((await refusal(head({ IfNoneMatch: ETag }))).status).toBe(304);
    expect((await get({ IfNoneMatch: '"other"' })).$metadata.httpStatusCode).toBe(200);
  });
  holds(page, 'If-Modified-Since after it is 304', async () => {
    expect((await refusal(get({ IfModifiedSince: LastModified }))).status).toBe(304);
    expect((await get({ IfModifiedSince: earlier() })).$metadata.httpStatusCode).toBe(200);
  });
  holds(page, 'If-Unmodified-Since before it is 412', async () => {
    expect((await refusal(get({ IfUnmodifiedSince: earlier() }))).status).toBe(412);
    expect((await get({ IfUnmodifiedSince: later() })).$metadata.httpStatusCode).toBe(200);
  });
  holds(page, 'a true If-Match takes precedence over a false If-Unmodified-Since', async () => {
    const answer = await get({ IfMatch: ETag, IfUnmodifiedSince: earlier() });
    expect(answer.$metadata.httpStatusCode).toBe(200);
  });
  holds(page, 'a false If-None-Match takes precedence over a true If-Modified-Since', async () => {
    const call = get({ IfNoneMatch: ETag, IfModifiedSince: earlier() });
    expect((await refusal(call)).status).toBe(304);
  });
});
