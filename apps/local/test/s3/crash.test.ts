import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { queueArn } from './endpoint.ts';
import { type S3Process, spawnS3 } from './process.ts';

const Bucket = 'crash';
const fiveMiB = 5 * 1024 * 1024;
let dir: string;
let events: string;
let server: S3Process;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-s3-crash-'));
  events = join(dir, 'events.jsonl');
  server = await spawnS3(dir, events);
  await server.client.send(new CreateBucketCommand({ Bucket }));
  const QueueConfigurations = [{ QueueArn: queueArn, Events: ['s3:ObjectCreated:*' as const] }];
  await server.client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { QueueConfigurations },
    }),
  );
});
afterAll(async () => {
  await server.kill();
  await rm(dir, { recursive: true, force: true });
});

/** The bytes of a key. Any other content is a torn object. */
function bytesOf(key: string, size: number): Buffer {
  const seed = createHash('sha256').update(key).digest();
  return Buffer.alloc(size, seed);
}
const put = (Key: string) =>
  server.client.send(new PutObjectCommand({ Bucket, Key, Body: bytesOf(Key, 400_000) }));

async function multipart(Key: string) {
  const target = { Bucket, Key };
  const { UploadId } = await server.client.send(new CreateMultipartUploadCommand(target));
  const whole = bytesOf(Key, fiveMiB + 400_000);
  const Parts = [];
  for (const [index, Body] of [whole.subarray(0, fiveMiB), whole.subarray(fiveMiB)].entries()) {
    const part = { ...target, UploadId, PartNumber: index + 1, Body };
    const { $metadata: _, ...sent } = await server.client.send(new UploadPartCommand(part));
    Parts.push({ ...sent, PartNumber: index + 1 });
  }
  await server.client.send(
    new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
  );
}

/** Writes on several connections until the server dies. Returns the confirmed keys. */
async function writeUntilDeath(round: number, enough: (confirmed: string[]) => void) {
  const confirmed: string[] = [];
  const lane = async (name: string, write: (key: string) => Promise<unknown>) => {
    for (let number = 0; ; number++) {
      const key = `${round}/${name}/${number}`;
      const done = await write(key).then(
        () => true,
        () => false,
      );
      if (!done) return;
      confirmed.push(key);
      enough(confirmed);
    }
  };
  await Promise.all([lane('put-a', put), lane('put-b', put), lane('multipart', multipart)]);
  return confirmed;
}

async function listed(): Promise<string[]> {
  const answer = await server.client.send(new ListObjectsV2Command({ Bucket }));
  return (answer.Contents ?? []).map(({ Key }) => Key ?? '');
}

async function isWhole(Key: string): Promise<boolean> {
  const answer = await server.client.send(
    new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }),
  );
  const bytes = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
  const size = Key.includes('multipart') ? fiveMiB + 400_000 : 400_000;
  return bytes.equals(bytesOf(Key, size));
}

async function toldKeys(): Promise<Set<string>> {
  const lines = (await readFile(events, 'utf8')).split('\n');
  // An incomplete line was not acknowledged, so its event was delivered again.
  const keys = lines.flatMap((line) => {
    try {
      return (JSON.parse(JSON.parse(line).body).Records ?? []) as {
        s3: { object: { key: string } };
      }[];
    } catch {
      return [];
    }
  });
  return new Set(keys.map((record) => decodeURIComponent(record.s3.object.key)));
}

async function namedFiles(keys: string[]): Promise<number> {
  const segments = keys.reduce((sum, key) => sum + (key.includes('multipart') ? 2 : 1), 0);
  const { Uploads = [] } = await server.client.send(new ListMultipartUploadsCommand({ Bucket }));
  const parts = await Promise.all(
    Uploads.map(({ Key, UploadId }) =>
      server.client.send(new ListPartsCommand({ Bucket, Key, UploadId })),
    ),
  );
  return segments + parts.reduce((sum, { Parts = [] }) => sum + Parts.length, 0);
}

test.each([1, 2])('kill -9 during writes loses nothing, round %i', async (round) => {
  let killed: Promise<void> | undefined;
  const confirmed = await writeUntilDeath(round, (keys) => {
    // Kill during the next writes, at another point each round.
    if (keys.length > 4 * round) killed ??= server.kill();
  });
  await killed;
  server = await spawnS3(dir, events);

  const keys = await listed();
  expect(keys).toEqual(expect.arrayContaining(confirmed));
  for (const key of keys) expect([key, await isWhole(key)]).toEqual([key, true]);
  expect(await readdir(join(dir, 'blobs'))).toHaveLength(await namedFiles(keys));

  let told = await toldKeys();
  // All events must arrive within the test's time limit.
  while (keys.some((key) => !told.has(key))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    told = await toldKeys();
  }
  expect(keys.filter((key) => !told.has(key))).toEqual([]);
});
