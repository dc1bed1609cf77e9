import {
  CopyObjectCommand,
  CreateBucketCommand,
  GetBucketAclCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;

describe('buckets', () => {
  holds('API/API_HeadBucket', 'an existing bucket returns its region', async () => {
    const answer = await s3.client.send(new HeadBucketCommand({ Bucket }));
    expect(answer.BucketRegion).toBe(s3.region);
  });

  holds('API/API_HeadBucket', 'a missing bucket is a 404 without a body', async () => {
    const call = s3.client.send(new HeadBucketCommand({ Bucket: `${Bucket}-no` }));
    expect(await refusal(call)).toEqual({ code: 'NotFound', status: 404 });
  });

  holds('API/API_ListBuckets', 'buckets are listed by name', async () => {
    const other = await s3.bucket();
    const answer = await s3.client.send(new ListBucketsCommand({}));
    const names = answer.Buckets?.map(({ Name }) => Name) ?? [];
    expect(names).toEqual(expect.arrayContaining([Bucket, other]));
    expect(names).toEqual(names.toSorted());
  });

  holds('API/API_CreateBucket', 'creating an existing bucket succeeds in us-east-1', async () => {
    const call = s3.client.send(new CreateBucketCommand({ Bucket }));
    if (s3.region === 'us-east-1') expect((await call).$metadata.httpStatusCode).toBe(200);
    else expect(await refusal(call)).toEqual({ code: 'BucketAlreadyOwnedByYou', status: 409 });
  });

  for (const name of ['UPPER', 'a_b', 'ab', '-ab', 'a..b', '192.168.5.4']) {
    holds('userguide/bucketnamingrules', `${name} is not a valid bucket name`, async () => {
      const call = s3.client.send(new CreateBucketCommand({ Bucket: name }));
      expect(await refusal(call)).toEqual({ code: 'InvalidBucketName', status: 400 });
    });
  }
});

// The only intended difference to AWS, so checked only on our server.
(process.env.S3_ENDPOINT ? describe.skip : describe)('NotImplemented names the operation', () => {
  const page = 'API/ErrorResponses';
  const calls: [string, () => Promise<unknown>][] = [
    ['GetBucketAcl', () => s3.client.send(new GetBucketAclCommand({ Bucket }))],
    ['GetObjectTagging', () => s3.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'a' }))],
    ['PutBucketPolicy', () => s3.client.send(new PutBucketPolicyCommand({ Bucket, Policy: '{}' }))],
    ['GetBucket', () => s3.client.send(new ListObjectsCommand({ Bucket }))],
    [
      'x-amz-copy-source',
      () => s3.client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` })),
    ],
    [
      'x-amz-tagging',
      () => s3.client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', Tagging: 'a=b' })),
    ],
  ];
  for (const [name, call] of calls) {
    holds(page, name, async () => {
      const error = await call().then(
        () => undefined,
        (refused) => refused,
      );
      expect([error?.name, error?.$metadata.httpStatusCode]).toEqual(['NotImplemented', 501]);
      expect(error.message).toContain(name);
    });
  }
});
