import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newUploadId, objectCreatedMessage, originalKey } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Gate, openGate } from './support/gate.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let queue: Gate;
let environment: Record<string, string>;
let dataDir: string;

beforeAll(async () => {
  cloud = await startCloud();
  queue = await openGate(cloud.environment.AWS_ENDPOINT_URL_SQS);
  const throughGate = cloud.environment.GALERIA_QUEUES.replaceAll(
    cloud.environment.AWS_ENDPOINT_URL_SQS,
    queue.endpoint,
  );
  environment = {
    ...cloud.environment,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    GALERIA_QUEUES: throughGate,
  };
  dataDir = await newFolder();
});

afterAll(async () => {
  queue.close();
  await cloud.close();
});

const status = async (id: string) => (await cloud.catalog.get(id))?.status;

/** A failed item whose message was deleted. */
async function failed(uploader: Process): Promise<string> {
  const path = join(dataDir, 'bad.jpg');
  await writeFile(path, jpegLike(2_000));
  const { body } = await curl('-F', `f=@${path}`, `${uploader.address}/uploads`);
  const { id } = body.uploads[0];
  await eventually(async () => (await status(id)) === 'stored');
  const owner = newUploadId();
  const taken = await cloud.catalog.claim(id, { kind: 'image', owner, leaseSeconds: 60 });
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  await cloud.catalog.fail(taken.claim, {
    code: 'corrupt',
    message: 'damaged',
    attempt: { outcome: 'failed', durationMs: 1, memoryMiB: 1, coldStart: true },
  });
  return id;
}

/** Sends a request that the queue lets hang, again while the index is not complete. */
async function retryFailed(url: string): Promise<void> {
  const send = () => fetch(url, { method: 'POST' }).catch(() => undefined);
  await eventually(async () => (await send())?.status !== 503);
}

const messageOf = (id: string) =>
  objectCreatedMessage({ bucket: 'originals', key: originalKey('image', id) });

const received = new Set<string>();
async function receive(): Promise<ReadonlySet<string>> {
  for (const body of await cloud.messages()) received.add(body);
  return received;
}

test('a retry is completed at the next start if its cell was killed before sending the message', async () => {
  const ids: string[] = [];
  for (const path of ['/retries', 'one', '/retries', 'one']) {
    const uploader = await runUploader(dataDir, environment);
    const id = await failed(uploader);
    ids.push(id);
    queue.hang();
    const route = path === 'one' ? `/media/${id}/retry` : path;
    const request = retryFailed(uploader.address + route);
    await eventually(async () => (await status(id)) === 'stored');
    await uploader.end('SIGKILL');
    await request;
    queue.mend();
    expect(await receive()).not.toContain(messageOf(id));
  }
  const uploader = await runUploader(dataDir, environment);
  const missing = async () => {
    const all = await receive();
    return ids.filter((id) => !all.has(messageOf(id)));
  };
  await eventually(async () => (await missing()).length === 0);
  await uploader.end('SIGTERM');
});

test('a manual retry sends the message that an interrupted one did not', async () => {
  const uploader = await runUploader(dataDir, environment);
  const id = await failed(uploader);
  const retry = () => curl('-X', 'POST', `${uploader.address}/media/${id}/retry`);
  queue.answer(403, '{}');
  expect((await retry()).status).toBe(503);
  expect(await status(id)).toBe('stored');
  queue.mend();
  expect(await retry()).toMatchObject({ status: 202, body: { id, status: 'stored' } });
  await eventually(async () => (await receive()).has(messageOf(id)));
  await uploader.end('SIGTERM');
});
