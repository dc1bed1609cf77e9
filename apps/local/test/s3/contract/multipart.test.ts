import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;

const fiveMiB = 5 * 1024 * 1024;
const bodies = [Buffer.alloc(fiveMiB, 'a'), Buffer.alloc(fiveMiB + 1, 'b'), Buffer.from('end')];
const hash = (algorithm: string, data: Buffer) => createHash(algorithm).update(data).digest();

async function begin(Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) {
  const create = new CreateMultipartUploadCommand({ Bucket, Key, ...more });
  const { UploadId } = await s3.client.send(create);
  const target = { Bucket, Key, UploadId };
  return {
    UploadId,
    part: (PartNumber: number, Body: Buffer | string, extra = {}) =>
      s3.client.send(new UploadPartCommand({ ...target, PartNumber, Body, ...extra })),
    complete: (Parts: CompletedPart[], extra = {}) =>
      s3.client.send(
        new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts }, ...extra }),
      ),
    abort: () => s3.client.send(new AbortMultipartUploadCommand(target)),
    list: (extra = {}) => s3.client.send(new ListPartsCommand({ ...target, ...extra })),
  };
}

type Begun = Awaited<ReturnType<typeof begin>>;

async function sendAll(upload: Begun, extra = {}): Promise<CompletedPart[]> {
  const parts: CompletedPart[] = [];
  for (const [index, body] of bodies.entries()) {
    const { $metadata: _, ...answer } = await upload.part(index + 1, body, extra);
    parts.push({ ...answer, PartNumber: index + 1 });
  }
  return parts;
}

const get = (Key: string, more = {}) =>
  s3.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const head = (Key: string) =>
  s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));

describe('a multipart upload', () => {
  holds(
    'API/API_CompleteMultipartUpload',
    'joins its parts and has the metadata of its creation',
    async () => {
      const upload = await begin('joined', { Metadata: { ulid: 'x' }, ContentType: 'audio/flac' });
      const parts = await sendAll(upload);
      const md5s = Buffer.concat(bodies.map((body) => hash('md5', body)));
      const ETag = `"${hash('md5', md5s).toString('hex')}-3"`;
      expect((await upload.complete(parts)).ETag).toBe(ETag);
      const answer = await get('joined');
      expect(answer).toMatchObject({ ETag, ContentType: 'audio/flac', Metadata: { ulid: 'x' } });
      const whole = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      expect(whole.equals(Buffer.concat(bodies))).toBe(true);
    },
  );

  holds('API/API_GetObject', 'supports a range across parts', async () => {
    const range = `bytes=${fiveMiB - 2}-${fiveMiB + 1}`;
    const answer = await get('joined', { Range: range });
    expect(await answer.Body?.transformToString()).toBe('aabb');
    const tail = await get('joined', { Range: 'bytes=-5' });
    expect(await tail.Body?.transformToString()).toBe('bbend');
  });

  holds('userguide/mpuoverview', 'is not visible before it is complete', async () => {
    const upload = await begin('unseen');
    const parts = await sendAll(upload);
    expect((await refusal(get('unseen'))).code).toBe('NoSuchKey');
    const list = new ListObjectsV2Command({ Bucket, Prefix: 'unseen' });
    expect((await s3.client.send(list)).KeyCount).toBe(0);
    await upload.complete(parts);
    expect((await head('unseen')).ContentLength).toBe(2 * fiveMiB + 4);
  });

  holds('API/API_UploadPart', 'replaces a part that is uploaded again', async () => {
    const upload = await begin('resent');
    const first = await upload.part(1, 'first');
    const second = await upload.part(1, 'second');
    const stale = await refusal(upload.complete([{ PartNumber: 1, ETag: first.ETag }]));
    expect(stale).toEqual({ code: 'InvalidPart', status: 400 });
    await upload.complete([
      { PartNumber: 1, ETag: second.ETag, ChecksumCRC32: second.ChecksumCRC32 },
    ]);
    expect(await (await get('resent')).Body?.transformToString()).toBe('second');
  });

  holds('API/API_CompleteMultipartUpload', 'omits parts that are not listed', async () => {
    const upload = await begin('some');
    const { $metadata: _, ...named } = await upload.part(7, 'seven');
    await upload.part(9, 'nine');
    await upload.complete([{ ...named, PartNumber: 7 }]);
    expect(await (await get('some')).Body?.transformToString()).toBe('seven');
  });

  holds('API/API_AbortMultipartUpload', 'is deleted by abort', async () => {
    const upload = await begin('aborted');
    const { ETag } = await upload.part(1, 'x');
    expect((await upload.abort()).$metadata.httpStatusCode).toBe(204);
    const gone = { code: 'NoSuchUpload', status: 404 };
    expect(await refusal(upload.part(2, 'y'))).toEqual(gone);
    expect(await refusal(upload.list())).toEqual(gone);
    expect(await refusal(upload.complete([{ PartNumber: 1, ETag }]))).toEqual(gone);
  });

  holds('API/API_CompleteMultipartUpload', 'with If-None-Match: * never overwrites', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'taken', Body: 'first' }));
    const upload = await begin('taken');
    const { $metadata: _, ...part } = await upload.part(1, 'second');
    const call = upload.complete([{ ...part, PartNumber: 1 }], { IfNoneMatch: '*' });
    expect(await refusal(call)).toEqual({ code: 'PreconditionFailed', status: 412 });
    expect(await (await get('taken')).Body?.transformToString()).toBe('first');
  });
});

describe('completion fails:', () => {
  const page = 'API/API_CompleteMultipartUpload';

  holds(page, 'a part under 5 MiB before the last is EntityTooSmall', async () => {
    const upload = await begin('small');
    const one = await upload.part(1, 'one');
    const two = await upload.part(2, 'two');
    const parts = [one, two].map(({ $metadata: _, ...part }, index) => ({
      ...part,
      PartNumber: index + 1,
    }));
    expect(await refusal(upload.complete(parts))).toEqual({ code: 'EntityTooSmall', status: 400 });
  });

  holds(page, 'parts out of order are InvalidPartOrder', async () => {
    const upload = await begin('order');
    const parts = await sendAll(upload);
    const refused = await refusal(upload.complete(parts.toReversed()));
    expect(refused).toEqual({ code: 'InvalidPartOrder', status: 400 });
  });

  holds(page, 'a part that was not uploaded is InvalidPart', async () => {
    const upload = await begin('missing');
    const { $metadata: _, ...part } = await upload.part(1, 'x');
    const refused = await refusal(upload.complete([{ ...part, PartNumber: 2 }]));
    expect(refused).toEqual({ code: 'InvalidPart', status: 400 });
  });

  holds(page, 'a size other than the declared one is refused', async () => {
    const upload = await begin('size');
    const { $metadata: _, ...part } = await upload.part(1, 'x');
    const call = upload.complete([{ ...part, PartNumber: 1 }], { MpuObjectSize: 2 });
    expect(await refusal(call)).toEqual({ code: 'InvalidRequest', status: 400 });
  });

  holds('API/API_UploadPart', 'part numbers run from 1 to 10,000', async () => {
    const upload = await begin('numbers');
    expect((await refusal(upload.part(10_001, 'x'))).code).toBe('InvalidArgument');
    expect((await upload.part(10_000, 'x')).ETag).toBeDefined();
  });
});

describe('checksums of multipart uploads', () => {
  const page = 'userguide/checking-object-integrity-upload';

  holds(page, 'SHA-256 is composite, with the number of parts', async () => {
    const upload = await begin('sha256', { ChecksumAlgorithm: 'SHA256' });
    const parts = await sendAll(upload, { ChecksumAlgorithm: 'SHA256' });
    expect(parts.map((part) => part.ChecksumSHA256)).toEqual(
      bodies.map((body) => hash('sha256', body).toString('base64')),
    );
    const digests = Buffer.concat(bodies.map((body) => hash('sha256', body)));
    const composite = `${hash('sha256', digests).toString('base64')}-3`;
    const done = await upload.complete(parts, { ChecksumType: 'COMPOSITE' });
    expect(done.ChecksumSHA256).toBe(composite);
    expect(await head('sha256')).toMatchObject({
      ChecksumSHA256: composite,
      ChecksumType: 'COMPOSITE',
    });
  });

  for (const name of ['CRC64NVME', 'CRC32'] as const) {
    const field = `Checksum${name}` as const;
    holds(page, `a full-object ${name} equals that of a PUT`, async () => {
      const single = await s3.client.send(
        new PutObjectCommand({
          Bucket,
          Key: 'single',
          Body: Buffer.concat(bodies),
          ChecksumAlgorithm: name,
        }),
      );
      expect(single[field]).toBeDefined();
      const chosen = { ChecksumAlgorithm: name, ChecksumType: 'FULL_OBJECT' } as const;
      const upload = await begin(`full-${name}`, chosen);
      const parts = await sendAll(upload, { ChecksumAlgorithm: name });
      const done = await upload.complete(parts, {
        [field]: single[field],
        ChecksumType: 'FULL_OBJECT',
      });
      expect(done[field]).toBe(single[field]);
      const answer = await get(`full-${name}`, { ChecksumMode: 'ENABLED' });
      expect(answer[field]).toBe(single[field]);
      expect((await answer.Body?.transformToByteArray())?.length).toBe(2 * fiveMiB + 4);
    });
  }

  holds(page, 'a wrong checksum of the whole is BadDigest', async () => {
    const upload = await begin('whole', {
      ChecksumAlgorithm: 'CRC64NVME',
      ChecksumType: 'FULL_OBJECT',
    });
    const { $metadata: _, ...part } = await upload.part(1, 'x', { ChecksumAlgorithm: 'CRC64NVME' });
    const call = upload.complete([{ ...part, PartNumber: 1 }], {
      ChecksumCRC64NVME: Buffer.alloc(8).toString('base64'),
      ChecksumType: 'FULL_OBJECT',
    });
    expect(await refusal(call)).toEqual({ code: 'BadDigest', status: 400 });
  });

  holds(page, 'a part with another algorithm than the upload is refused', async () => {
    const upload = await begin('mixed', { ChecksumAlgorithm: 'SHA256' });
    const call = upload.part(1, 'x', { ChecksumAlgorithm: 'CRC32' });
    expect(await refusal(call)).toEqual({ code: 'InvalidRequest', status: 400 });
  });

  holds(page, 'completing a composite upload requires the checksum of each part', async () => {
    const upload = await begin('again', { ChecksumAlgorithm: 'SHA256' });
    const { ETag } = await upload.part(1, 'x', { ChecksumAlgorithm: 'SHA256' });
    const refused = await refusal(upload.complete([{ PartNumber: 1, ETag }]));
    expect(refused).toEqual({ code: 'InvalidRequest', status: 400 });
  });

  holds(page, 'a part with another checksum than listed is InvalidPart', async () => {
    const upload = await begin('differs', { ChecksumAlgorithm: 'SHA256' });
    const { ETag } = await upload.part(1, 'x', { ChecksumAlgorithm: 'SHA256' });
    const ChecksumSHA256 = hash('sha256', Buffer.from('y')).toString('base64');
    const refused = await refusal(upload.complete([{ PartNumber: 1, ETag, ChecksumSHA256 }]));
    expect(refused).toEqual({ code: 'InvalidPart', status: 400 });
  });

  holds(
    'API/API_CreateMultipartUpload',
    'SHA-256 of a whole multipart object does not exist',
    async () => {
      const call = begin('no', { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' });
      expect(await refusal(call)).toEqual({ code: 'InvalidRequest', status: 400 });
    },
  );
});

describe('listing multipart uploads', () => {
  holds('API/API_ListParts', 'parts are listed by number, in pages', async () => {
    const upload = await begin('pages');
    for (const number of [10, 2, 1]) await upload.part(number, `part ${number}`);
    const first = await upload.list({ MaxParts: 2 });
    expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 6],
      [2, 6],
    ]);
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    const second = await upload.list({ PartNumberMarker: first.NextPartNumberMarker });
    expect(second.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([10]);
    expect(second.IsTruncated).toBe(false);
  });

  holds(
    'API/API_ListMultipartUploads',
    'uploads are listed by key and time, in pages',
    async () => {
      const own = await s3.bucket();
      const ids: (string | undefined)[] = [];
      for (const Key of ['b', 'a', 'b', 'c/1', 'c/2']) {
        const create = new CreateMultipartUploadCommand({ Bucket: own, Key });
        ids.push((await s3.client.send(create)).UploadId);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      const seen: string[] = [];
      let markers = {};
      for (let more: boolean | undefined = true; more; ) {
        const page: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
          Bucket: own,
          MaxUploads: 2,
          Delimiter: '/',
          ...markers,
        });
        const answer = await s3.client.send(page);
        for (const upload of answer.Uploads ?? []) {
          seen.push(`${upload.Key} ${ids.indexOf(upload.UploadId)}`);
        }
        for (const { Prefix } of answer.CommonPrefixes ?? []) seen.push(`${Prefix}`);
        markers = { KeyMarker: answer.NextKeyMarker, UploadIdMarker: answer.NextUploadIdMarker };
        more = answer.IsTruncated;
      }
      expect(seen).toEqual(['a 1', 'b 0', 'b 2', 'c/']);
    },
  );
});
