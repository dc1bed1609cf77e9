import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  type ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;

const page = 'userguide/checking-object-integrity-upload';
const base64 = (algorithm: string, data: string) =>
  createHash(algorithm).update(data).digest('base64');
const put = (Key: string, Body: string | Readable, more = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const head = (Key: string) =>
  s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));

function crc32Base64(data: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes.toString('base64');
}

// The check value of CRC-64/NVME over "123456789" is ae8b14860a799888 (NVM Command Set, 64b CRC).
const known = {
  data: '123456789',
  CRC32: crc32Base64('123456789'),
  CRC64NVME: Buffer.from('ae8b14860a799888', 'hex').toString('base64'),
  SHA1: base64('sha1', '123456789'),
  SHA256: base64('sha256', '123456789'),
} as const;
const names = ['CRC32', 'CRC64NVME', 'SHA1', 'SHA256'] as const;

for (const name of names) {
  const field = `Checksum${name}` as const;

  holds(page, `${name} in a header is checked, stored and returned`, async () => {
    const answer = await put(`${name}-header`, known.data, { [field]: known[name] });
    expect(answer[field]).toBe(known[name]);
    const kept = await head(`${name}-header`);
    expect(kept[field]).toBe(known[name]);
    expect(kept.ChecksumType).toBe('FULL_OBJECT');
  });

  holds(page, `a wrong ${name} is refused, and nothing is stored`, async () => {
    const wrong = Buffer.from(known[name], 'base64');
    wrong[0]! ^= 1;
    const call = put(`${name}-wrong`, known.data, { [field]: wrong.toString('base64') });
    expect(await refusal(call)).toEqual({ code: 'BadDigest', status: 400 });
    expect((await refusal(head(`${name}-wrong`))).status).toBe(404);
  });

  holds(page, `${name} in the trailer of a stream is checked, stored and returned`, async () => {
    const stream = Readable.from([Buffer.from('12345'), Buffer.from('6789')]);
    const answer = await put(`${name}-trailer`, stream, {
      ContentLength: known.data.length,
      ChecksumAlgorithm: name satisfies ChecksumAlgorithm,
    });
    expect(answer[field]).toBe(known[name]);
    expect((await head(`${name}-trailer`))[field]).toBe(known[name]);
  });
}

holds(page, 'by default S3 stores a CRC64NVME of the whole object', async () => {
  const { endpoint, region, credentials } = s3;
  const plain = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await plain.send(new PutObjectCommand({ Bucket, Key: 'none', Body: known.data }));
  plain.destroy();
  expect(await head('none')).toMatchObject({
    ChecksumCRC64NVME: known.CRC64NVME,
    ChecksumType: 'FULL_OBJECT',
  });
});

holds('API/API_GetObject', 'a checksum is returned only on request', async () => {
  await put('quiet', known.data);
  const answer = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'quiet' }));
  expect(answer.ChecksumCRC32).toBeUndefined();
});

holds('API/API_GetObject', 'the SDK validates the checksum of a download', async () => {
  await put('validated', known.data, { ChecksumSHA256: known.SHA256 });
  const get = new GetObjectCommand({ Bucket, Key: 'validated', ChecksumMode: 'ENABLED' });
  const answer = await s3.client.send(get);
  expect(answer.ChecksumSHA256).toBe(known.SHA256);
  expect(await answer.Body?.transformToString()).toBe(known.data);
});

holds('API/API_PutObject', 'two checksums in one request are refused', async () => {
  const call = put('two', known.data, {
    ChecksumSHA256: known.SHA256,
    ChecksumSHA1: known.SHA1,
  });
  expect(await refusal(call)).toEqual({ code: 'InvalidRequest', status: 400 });
});

holds('API/API_PutObject', 'a checksum of the wrong length is refused', async () => {
  const call = put('short', known.data, { ChecksumSHA256: 'AAAA' });
  expect(await refusal(call)).toEqual({ code: 'InvalidRequest', status: 400 });
});

holds('API/API_PutObject', 'Content-MD5 is checked', async () => {
  await put('md5', known.data, { ContentMD5: base64('md5', known.data) });
  const wrong = await refusal(put('md5', known.data, { ContentMD5: base64('md5', 'other') }));
  expect(wrong).toEqual({ code: 'BadDigest', status: 400 });
  const malformed = await refusal(put('md5', known.data, { ContentMD5: 'no' }));
  expect(malformed).toEqual({ code: 'InvalidDigest', status: 400 });
});
