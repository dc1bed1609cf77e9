import { createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openAddresses } from '../src/query/addresses.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

const id = 'ab'.repeat(32);
const signing = { keyPairId: 'K2JCJMDEHXQW5F', bucket: 'artefacts', key: 'signing/current.pem' };

/** A store that returns the key once it is up. */
let up = false;
const store = createServer((_, response) => {
  response.writeHead(up ? 200 : 500).end(up ? privateKey : '');
});
let s3: S3Client;

beforeAll(async () => {
  await new Promise<void>((listening) => store.listen(0, '127.0.0.1', listening));
  s3 = new S3Client({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(store.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});
afterAll(() => {
  s3.destroy();
  store.close();
});

/** CloudFront's variant of base64, without `+`, `=` and `/`, which are reserved in a query. */
const decode = (text: string) =>
  Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');

test('a public gallery has plain URLs', async () => {
  const address = await openAddresses(s3, undefined).for('gallery.example');
  expect(address(id, '320.v1.webp')).toBe(`/r/${id}/320.v1.webp`);
});

test('a private gallery has URLs signed per item for one to two hours; reading the key is retried', async () => {
  const addresses = openAddresses(s3, signing);
  await expect(addresses.for('gallery.example')).rejects.toMatchObject({
    code: 'cloud-unavailable',
  });
  up = true;
  const now = Date.parse('2026-05-06T07:20:00Z');
  const address = await addresses.for('gallery.example', now);
  const [path, query] = address(id, '320.v1.webp').split('?');
  expect(path).toBe(`/r/${id}/320.v1.webp`);
  const parameters = new URLSearchParams(query);
  expect(parameters.get('Key-Pair-Id')).toBe(signing.keyPairId);
  const policy = decode(parameters.get('Policy')!);
  expect(JSON.parse(policy.toString())).toEqual({
    Statement: [
      {
        Resource: `https://gallery.example/r/${id}/*`,
        Condition: {
          DateLessThan: { 'AWS:EpochTime': Date.parse('2026-05-06T09:00:00Z') / 1000 },
        },
      },
    ],
  });
  const signature = decode(parameters.get('Signature')!);
  expect(createVerify('RSA-SHA1').update(policy).verify(publicKey, signature)).toBe(true);

  const later = await addresses.for('gallery.example', now + 30 * 60_000);
  expect(later(id, '640.v1.webp').split('?')[1]).toBe(query);
  const nextHour = await addresses.for('gallery.example', now + 60 * 60_000);
  expect(nextHour(id, '640.v1.webp').split('?')[1]).not.toBe(query);
});
