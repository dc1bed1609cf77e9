import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { seeded } from './support/random.ts';
import { spooledFiles } from './support/spooled-files.ts';
import { tusClient } from './support/tus.ts';
import { runUploader } from './support/uploader.ts';

const SEED = 20_261_129;
const KILLS = 6;

test('an uploader that is killed at any moment keeps every acknowledged offset, and the upload goes on', async () => {
  const random = seeded(SEED);
  const data = await newFolder();
  // More than one part of a multipart upload to S3.
  const bytes = jpegLike(70_000_000);
  let uploader = await runUploader(data);
  let tus = tusClient(uploader.address!);
  const path = await tus.create(bytes.length);
  let acknowledged = 0;

  for (let kill = 0; kill < KILLS; kill++) {
    const end = Math.min(bytes.length, acknowledged + Math.ceil(bytes.length / KILLS));
    const sending = sendIn(tus, path, bytes.subarray(0, end), acknowledged).catch(() => undefined);
    await sleep(random() * 300);
    await uploader.end('SIGKILL');
    acknowledged = Math.max(acknowledged, (await sending) ?? 0);
    uploader = await runUploader(data);
    tus = tusClient(uploader.address!);
    const offset = (await tus.offset(path))!;
    expect(offset).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = offset;
  }

  if (acknowledged < bytes.length) {
    const last = await tus.patch(path, acknowledged, bytes.subarray(acknowledged));
    expect([last.status, last.headers['galeria-item']]).toEqual([204, sha256(bytes)]);
  }
  expect(await spooledFiles(data)).toEqual([sha256(bytes)]);
  expect(await readdir(join(data, 'spool/tus'))).toEqual([]);
  const [folder] = await readdir(join(data, 'spool/ready'));
  const request = await readFile(join(data, 'spool/ready', folder!, 'request.json'), 'utf8');
  const { files } = JSON.parse(request);
  expect(files[0]).toMatchObject({ size: bytes.length, partSize: 67_108_864 });
  expect(files[0].parts).toEqual(
    [bytes.subarray(0, 67_108_864), bytes.subarray(67_108_864)].map((part) =>
      Buffer.from(sha256(part), 'hex').toString('base64'),
    ),
  );
  await uploader.end('SIGKILL');
});

test('an uploader that is killed before its last answer tells the item of the upload afterwards', async () => {
  const data = await newFolder();
  const bytes = jpegLike(500_000);
  let uploader = await runUploader(data);
  let tus = tusClient(uploader.address!);
  const path = await tus.create(bytes.length);
  expect((await tus.patch(path, 0, bytes)).status).toBe(204);
  await uploader.end('SIGKILL');
  uploader = await runUploader(data);
  tus = tusClient(uploader.address!);
  const { status, headers } = await tus.head(path);
  expect([status, headers['upload-offset'], headers['galeria-item']]).toEqual([
    200,
    '500000',
    sha256(bytes),
  ]);
  await uploader.end('SIGKILL');
});

/** Sends bytes from an offset in small requests; resolves with the last acknowledged offset. */
async function sendIn(
  tus: ReturnType<typeof tusClient>,
  path: string,
  bytes: Buffer,
  start: number,
): Promise<number> {
  let offset = start;
  while (offset < bytes.length) {
    const chunk = bytes.subarray(offset, offset + 700_000);
    const answer = await tus.patch(path, offset, chunk).catch(() => undefined);
    if (answer?.status !== 204) return offset;
    offset = Number(answer.headers['upload-offset']);
  }
  return offset;
}
