import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const page = 'API/API_ListObjectsV2';
// In order of UTF-8 bytes: U+FFFD before U+1F600, unlike in UTF-16.
const keys = ['A', 'a', 'a/1', 'a/2', 'a/b/1', 'a0', 'b/1', 'b/ü', 'é', '\ufffd', '\u{1f600}'];

const s3 = await openContract();
const { Bucket } = s3;
beforeAll(async () => {
  for (const Key of keys.toReversed()) {
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  }
});

type Query = Omit<ListObjectsV2CommandInput, 'Bucket'>;
const list = (query: Query = {}) => s3.client.send(new ListObjectsV2Command({ Bucket, ...query }));

/** Returns the keys and common prefixes of each page, sorted within the page. */
async function walk(query: Query): Promise<string[][]> {
  const pages: string[][] = [];
  let token: string | undefined;
  do {
    const answer = await list({ ...query, ContinuationToken: token });
    const shown = [
      ...(answer.Contents ?? []).map(({ Key }) => Key ?? ''),
      ...(answer.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? ''),
    ];
    expect(answer.KeyCount).toBe(shown.length);
    expect(answer.IsTruncated).toBe(answer.NextContinuationToken !== undefined);
    pages.push(shown.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    token = answer.NextContinuationToken;
  } while (token !== undefined);
  return pages;
}

holds(page, 'keys are in the order of their UTF-8 bytes', async () => {
  const answer = await list();
  expect(answer.Contents?.map(({ Key }) => Key)).toEqual(keys);
  expect(answer).toMatchObject({ Name: Bucket, IsTruncated: false, KeyCount: keys.length });
});

holds(page, 'each object has size, ETag and time', async () => {
  const [first] = (await list({ Prefix: 'b/ü' })).Contents ?? [];
  expect(first).toMatchObject({ Key: 'b/ü', Size: 4, StorageClass: 'STANDARD' });
  expect(first?.ETag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(Date.now() - (first?.LastModified?.getTime() ?? 0)).toBeLessThan(60_000);
});

for (const MaxKeys of [1, 2, 3, 11]) {
  holds(page, `pages of ${MaxKeys} lose nothing and repeat nothing`, async () => {
    const pages = await walk({ MaxKeys });
    expect(pages.flat()).toEqual(keys);
    expect(pages).toHaveLength(Math.ceil(keys.length / MaxKeys));
  });
}

holds(page, 'a delimiter groups keys, and each common prefix counts as one', async () => {
  for (const MaxKeys of [1, 2, 1000]) {
    const pages = await walk({ Delimiter: '/', MaxKeys });
    expect(pages.flat()).toEqual(['A', 'a', 'a/', 'a0', 'b/', 'é', '\ufffd', '\u{1f600}']);
  }
});

holds('userguide/using-prefixes', 'a delimiter after a prefix lists one level', async () => {
  expect((await walk({ Delimiter: '/', Prefix: 'a/' })).flat()).toEqual(['a/1', 'a/2', 'a/b/']);
  expect((await walk({ Delimiter: '/', Prefix: 'a' })).flat()).toEqual(['a', 'a/', 'a0']);
  expect((await walk({ Prefix: 'nothing' })).flat()).toEqual([]);
});

holds(page, 'start-after starts after a key that need not exist', async () => {
  expect((await walk({ StartAfter: 'a/2', MaxKeys: 2 })).flat()).toEqual(keys.slice(4));
  expect((await walk({ StartAfter: 'a/1zzz' })).flat()).toEqual(keys.slice(3));
});

holds(page, 'encoding-type=url encodes keys, prefixes and the delimiter', async () => {
  const answer = await list({ Prefix: 'b/ü', EncodingType: 'url' });
  expect(answer.EncodingType).toBe('url');
  expect(answer.Contents?.map(({ Key }) => Key)).toEqual(['b/%C3%BC']);
  expect(answer.Prefix).toBe('b/%C3%BC');
});

holds(page, 'max-keys=0 returns nothing', async () => {
  const answer = await list({ MaxKeys: 0 });
  expect(answer).toMatchObject({ KeyCount: 0, IsTruncated: false });
  expect(answer.Contents).toBeUndefined();
});

holds(page, 'max-keys is limited to 1000, and a negative value is refused', async () => {
  expect((await list({ MaxKeys: 5000 })).MaxKeys).toBe(1000);
  expect(await refusal(list({ MaxKeys: -1 }))).toEqual({ code: 'InvalidArgument', status: 400 });
});

holds(page, 'an invalid continuation token is refused', async () => {
  const refused = await refusal(list({ ContinuationToken: 'not a token' }));
  expect(refused).toEqual({ code: 'InvalidArgument', status: 400 });
});

holds(page, 'a missing bucket is NoSuchBucket', async () => {
  const call = s3.client.send(new ListObjectsV2Command({ Bucket: `${Bucket}-no` }));
  expect(await refusal(call)).toEqual({ code: 'NoSuchBucket', status: 404 });
});
