import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;
beforeAll(async () => {
  await versioning('Enabled');
});

const versioning = (Status: 'Enabled' | 'Suspended', bucket = Bucket) =>
  s3.client.send(
    new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }),
  );
const put = (Key: string, Body: string, more = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, VersionId?: string) =>
  s3.client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
const text = async (Key: string, VersionId?: string) =>
  (await get(Key, VersionId)).Body?.transformToString();
const del = (Key: string, VersionId?: string) =>
  s3.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
const list = (more = {}) => s3.client.send(new ListObjectVersionsCommand({ Bucket, ...more }));

holds(
  'API/API_GetBucketVersioning',
  'a bucket has no versioning status until one is put',
  async () => {
    const fresh = await s3.bucket();
    const status = async () =>
      (await s3.client.send(new GetBucketVersioningCommand({ Bucket: fresh }))).Status;
    expect(await status()).toBeUndefined();
    await versioning('Enabled', fresh);
    expect(await status()).toBe('Enabled');
    await versioning('Suspended', fresh);
    expect(await status()).toBe('Suspended');
  },
);

holds(
  'userguide/AddingObjectstoVersioningEnabledBuckets',
  'every PUT creates a version',
  async () => {
    const one = await put('v', 'one');
    const two = await put('v', 'two');
    expect(one.VersionId).not.toBe(two.VersionId);
    expect(await text('v')).toBe('two');
    expect(await text('v', one.VersionId)).toBe('one');
  },
);

holds('userguide/DeleteMarker', 'a DELETE adds a delete marker', async () => {
  const { VersionId } = await put('marked', 'kept');
  const deleted = await del('marked');
  expect(deleted.DeleteMarker).toBe(true);
  expect(await refusal(get('marked'))).toEqual({ code: 'NoSuchKey', status: 404 });
  expect(await text('marked', VersionId)).toBe('kept');
  const listed = await s3.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'marked' }));
  expect(listed.KeyCount).toBe(0);
  // Deleting the marker by its id restores the object.
  expect((await del('marked', deleted.VersionId)).DeleteMarker).toBe(true);
  expect(await text('marked')).toBe('kept');
});

holds('userguide/DeleteMarker', 'GET of a delete marker has x-amz-delete-marker', async () => {
  await put('says', 'x');
  const { VersionId } = await del('says');
  const headers = async (version?: string) => {
    const command = new HeadObjectCommand({ Bucket, Key: 'says', VersionId: version });
    const error = await s3.client.send(command).then(
      () => undefined,
      (refused) => refused,
    );
    return [error.$metadata.httpStatusCode, error.$response.headers['x-amz-delete-marker']];
  };
  expect(await headers()).toEqual([404, 'true']);
  expect(await headers(VersionId)).toEqual([405, 'true']);
  expect((await refusal(get('says', VersionId))).code).toBe('MethodNotAllowed');
});

holds('userguide/DeletingObjectVersions', 'deleting every version deletes the key', async () => {
  const versions = [await put('all', '1'), await put('all', '2'), await del('all')];
  const Objects = versions.map(({ VersionId }) => ({ Key: 'all', VersionId }));
  await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  const left = await list({ Prefix: 'all' });
  expect([left.Versions, left.DeleteMarkers]).toEqual([undefined, undefined]);
  expect((await refusal(get('all', versions[0]?.VersionId))).code).toBe('NoSuchVersion');
});

holds(
  'userguide/DeletingObjectVersions',
  'deleting the newest version makes the previous one current',
  async () => {
    await put('back', 'old');
    const { VersionId } = await put('back', 'new');
    await del('back', VersionId);
    expect(await text('back')).toBe('old');
  },
);

holds('API/API_GetObject', 'an invalid version id is refused', async () => {
  await put('odd', 'x');
  expect(await refusal(get('odd', 'no such'))).toEqual({ code: 'InvalidArgument', status: 400 });
});

holds(
  'userguide/conditional-writes',
  'If-None-Match: * creates above a delete marker',
  async () => {
    await put('create', '1', { IfNoneMatch: '*' });
    expect((await refusal(put('create', '2', { IfNoneMatch: '*' }))).status).toBe(412);
    await del('create');
    await put('create', '3', { IfNoneMatch: '*' });
    expect(await text('create')).toBe('3');
  },
);

holds(
  'userguide/AddingObjectstoVersionSuspendedBuckets',
  'a suspended bucket has one null version',
  async () => {
    const enabled = await put('null', 'enabled');
    await versioning('Suspended');
    try {
      await put('null', 'null 1');
      await put('null', 'null 2');
      expect(await text('null', 'null')).toBe('null 2');
      expect(await text('null', enabled.VersionId)).toBe('enabled');
      expect((await list({ Prefix: 'null' })).Versions?.map(({ VersionId }) => VersionId)).toEqual([
        'null',
        enabled.VersionId,
      ]);
      await del('null');
      const after = await list({ Prefix: 'null' });
      expect(after.DeleteMarkers?.map(({ VersionId }) => VersionId)).toEqual(['null']);
      expect(after.Versions).toHaveLength(1);
    } finally {
      await versioning('Enabled');
    }
  },
);

holds(
  'API/API_ListObjectVersions',
  'are listed by key, newest first, in pages of any size',
  async () => {
    const expected: string[] = [];
    for (const Key of ['p/a', 'p/b', 'p/c/1', 'p/d']) {
      const versions = [await put(Key, '1'), await put(Key, '2'), await del(Key)];
      for (const { VersionId } of versions.toReversed()) expected.push(`${Key} ${VersionId}`);
    }
    for (const MaxKeys of [1, 2, 5, 1000]) {
      const seen: string[] = [];
      let markers = {};
      for (let more: boolean | undefined = true; more; ) {
        const answer = await list({ Prefix: 'p/', MaxKeys, ...markers });
        const items = [...(answer.Versions ?? []), ...(answer.DeleteMarkers ?? [])];
        seen.push(...items.map(({ Key, VersionId }) => `${Key} ${VersionId}`));
        markers = { KeyMarker: answer.NextKeyMarker, VersionIdMarker: answer.NextVersionIdMarker };
        more = answer.IsTruncated;
      }
      // A page has separate lists of versions and markers, so only pages of one item show the order.
      if (MaxKeys === 1) expect(seen).toEqual(expected);
      expect(seen.toSorted()).toEqual(expected.toSorted());
    }
  },
);

holds('API/API_ListObjectVersions', 'are listed with IsLatest and common prefixes', async () => {
  const answer = await list({ Prefix: 'p/', Delimiter: '/' });
  expect(answer.CommonPrefixes).toEqual([{ Prefix: 'p/c/' }]);
  expect(answer.DeleteMarkers?.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([
    ['p/a', true],
    ['p/b', true],
    ['p/d', true],
  ]);
  expect(answer.Versions?.some(({ IsLatest }) => IsLatest)).toBe(false);
});
