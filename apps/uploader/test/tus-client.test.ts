import { newFolder } from '@galeria/testing';
import { beforeAll, expect, test } from '@jest/globals';
import { Upload, type UploadOptions } from 'tus-js-client';
import { jpegLike, sha256 } from './support/bytes.ts';
import { spooledFiles } from './support/spooled-files.ts';
import { type Process, runUploader } from './support/uploader.ts';

// Without a cloud: every endpoint refuses connections.
let uploader: Process;
let data: string;

beforeAll(async () => {
  data = await newFolder();
  uploader = await runUploader(data);
});

/** Uploads with tus-js-client, and returns the URL of the upload. */
const upload = (bytes: Buffer, options: Partial<UploadOptions>): Promise<string> =>
  new Promise((resolve, reject) => {
    const one = new Upload(bytes, {
      endpoint: `${uploader.address}/tus`,
      metadata: { filename: 'Praia do Norte 写真.jpg', filetype: 'image/jpeg' },
      retryDelays: [0, 10],
      onError: reject,
      onSuccess: () => resolve(one.url!),
      ...options,
    });
    one.start();
  });

test.each([
  ['one request', {}],
  ['chunks', { chunkSize: 300_000 }],
  ['the first bytes at creation', { uploadDataDuringCreation: true, chunkSize: 300_000 }],
  ['all bytes at creation', { uploadDataDuringCreation: true }],
  ['a deferred length', { uploadLengthDeferred: true, chunkSize: 300_000 }],
  ['POST in place of PATCH', { overridePatchMethod: true }],
  ['parallel uploads', { parallelUploads: 3 }],
])('tus-js-client uploads a file by %s', async (_how, options) => {
  const bytes = jpegLike(1_000_000);
  const url = await upload(bytes, options);
  expect(await spooledFiles(data)).toContain(sha256(bytes));
  const head = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
  expect(head.headers.get('galeria-item')).toBe(sha256(bytes));
  expect(head.headers.get('upload-offset')).toBe('1000000');
  const item = await fetch(`${uploader.address}/media/${sha256(bytes)}`);
  expect(await item.json()).toMatchObject({ original: { filename: 'Praia do Norte 写真.jpg' } });
});
