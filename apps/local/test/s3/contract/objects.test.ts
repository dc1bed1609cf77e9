import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;

const put = (Key: string, Body: string | Buffer | Readable = 'hello', more = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more = {}) =>
  s3.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const text = async (Key: string, more = {}) => (await get(Key, more)).Body?.transformToString();

describe('an object', () => {
  holds('API/API_PutObject', 'is returned as it was put, with its MD5 as ETag', async () => {
    const ETag = `"${createHash('md5').update('hello').digest('hex')}"`;
    expect((await put('a')).ETag).toBe(ETag);
    expect(await text('a')).toBe('hello');
    expect((await get('a')).ETag).toBe(ETag);
  });

  holds('API/API_PutObject', 'from a stream is returned completely', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => index % 251));
    const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 300_000), bytes.subarray(300_000)];
    await put('stream', Readable.from(pieces, { objectMode: false }), {
      ContentLength: bytes.length,
    });
    const back = await (await get('stream')).Body?.transformToByteArray();
    expect(Buffer.from(back ?? []).equals(bytes)).toBe(true);
  });

  holds('API/API_PutObject', 'with an empty body has 0 bytes', async () => {
    await put('empty', '');
    expect(await text('empty')).toBe('');
    expect(
      (await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'empty' }))).ContentLength,
    ).toBe(0);
  });

  holds('API/API_PutObject', 'is replaced by a second PUT', async () => {
    await put('twice', 'one');
    await put('twice', 'two');
    expect(await text('twice')).toBe('two');
  });

  holds('userguide/UsingMetadata', 'has its system and user metadata', async () => {
    const headers = {
      ContentType: 'image/webp',
      CacheControl: 'public, max-age=31536000, immutable',
      ContentDisposition: "attachment; filename*=UTF-8''%C3%BC.webp",
      ContentLanguage: 'pt-BR',
      Metadata: { ulid: '01J', 'two-words': 'a  b' },
    };
    await put('meta', 'x', headers);
    expect(await get('meta')).toMatchObject(headers);
    expect(await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'meta' }))).toMatchObject(
      headers,
    );
  });

  holds('userguide/UsingMetadata', 'without a Content-Type is binary/octet-stream', async () => {
    // The SDK would add a Content-Type for a string.
    await put('untyped', Readable.from([Buffer.from('x')]), { ContentLength: 1 });
    expect((await get('untyped')).ContentType).toMatch(/octet-stream$/);
  });

  holds('userguide/UsingMetadata', 'has at most 2 KB of user metadata', async () => {
    const call = put('much', 'x', { Metadata: { much: 'm'.repeat(2049) } });
    expect(await refusal(call)).toEqual({ code: 'MetadataTooLarge', status: 400 });
  });

  holds('API/API_PutObject', 'is stored without the content encoding aws-chunked', async () => {
    await put('encoded', Readable.from([Buffer.from('x')]), {
      ContentLength: 1,
      ContentEncoding: 'gzip',
    });
    expect((await get('encoded')).ContentEncoding).toBe('gzip');
  });

  holds('API/API_GetObject', 'has headers that response-* parameters override', async () => {
    await put('over');
    const answer = await get('over', {
      ResponseContentType: 'text/x-other',
      ResponseContentDisposition: 'attachment; filename="o"',
      ResponseCacheControl: 'no-store',
    });
    expect(answer).toMatchObject({
      ContentType: 'text/x-other',
      ContentDisposition: 'attachment; filename="o"',
      CacheControl: 'no-store',
    });
  });
});

describe('a missing object or bucket:', () => {
  holds('API/API_GetObject', 'GET of an unknown key is NoSuchKey', async () => {
    expect(await refusal(get('nothing'))).toEqual({ code: 'NoSuchKey', status: 404 });
  });

  holds('API/API_HeadObject', 'HEAD of an unknown key is a 404 without a body', async () => {
    const call = s3.client.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }));
    expect(await refusal(call)).toEqual({ code: 'NotFound', status: 404 });
  });

  holds('API/API_PutObject', 'an unknown bucket is NoSuchBucket', async () => {
    const call = s3.client.send(
      new PutObjectCommand({ Bucket: `${Bucket}-no`, Key: 'a', Body: 'x' }),
    );
    expect(await refusal(call)).toEqual({ code: 'NoSuchBucket', status: 404 });
  });
});

describe('deleting', () => {
  holds('API/API_DeleteObject', 'deletes the object, and succeeds for a missing one', async () => {
    await put('gone');
    const del = () => s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    expect((await del()).$metadata.httpStatusCode).toBe(204);
    expect((await refusal(get('gone'))).code).toBe('NoSuchKey');
    expect((await del()).$metadata.httpStatusCode).toBe(204);
  });

  holds('API/API_DeleteObjects', 'deletes many keys and lists them in the response', async () => {
    const keys = ['d/1', 'd/ü & <2>', 'd/not there'];
    await put(keys[0]!);
    await put(keys[1]!);
    const Objects = keys.map((Key) => ({ Key }));
    const answer = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(keys);
    expect(answer.Errors).toBeUndefined();
    expect((await refusal(get(keys[1]!))).code).toBe('NoSuchKey');
  });

  holds('API/API_DeleteObjects', 'lists only failures with Quiet', async () => {
    await put('q');
    const Delete = { Objects: [{ Key: 'q' }], Quiet: true };
    const answer = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(answer.Deleted).toBeUndefined();
    expect((await refusal(get('q'))).code).toBe('NoSuchKey');
  });
});

describe('keys', () => {
  const keys = [
    '../../etc/passwd',
    '..',
    './a',
    'a//b',
    '/leading',
    'trailing/',
    'sp ace+plus%20percent?question#hash&amp',
    'c:\\windows\\system32',
    'ключ/鍵/🗝️',
    'quotes\'"<tag>',
    'a'.repeat(1024),
    'é'.repeat(512),
  ];
  for (const key of keys) {
    const shown = key.length > 40 ? `${key.slice(0, 10)}… (${Buffer.byteLength(key)} bytes)` : key;
    holds('userguide/object-keys', `${shown} is a valid key`, async () => {
      await put(key, `this is ${key}`);
      expect(await text(key)).toBe(`this is ${key}`);
    });
  }

  holds(
    'userguide/object-keys',
    'keys are not normalised: case and Unicode form differ',
    async () => {
      await put('Fold', 'upper');
      await put('fold', 'lower');
      await put('e\u0301', 'two code points');
      await put('\u00e9', 'one');
      expect(await text('Fold')).toBe('upper');
      expect(await text('e\u0301')).toBe('two code points');
    },
  );

  holds('userguide/object-keys', 'a key of more than 1024 bytes is KeyTooLongError', async () => {
    expect(await refusal(put('é'.repeat(513)))).toEqual({ code: 'KeyTooLongError', status: 400 });
  });
});
