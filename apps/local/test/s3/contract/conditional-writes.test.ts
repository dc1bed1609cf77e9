import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from '@jest/globals';
import { holds, openContract, refusal } from '../endpoint.ts';

const s3 = await openContract();
const { Bucket } = s3;

const page = 'userguide/conditional-writes';
const create = (Key: string, Body: string) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
const read = async (Key: string) =>
  (await s3.client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

holds(page, 'If-None-Match: * creates, and never overwrites', async () => {
  await create('once', 'first');
  const refused = await refusal(create('once', 'second'));
  expect(refused).toEqual({ code: 'PreconditionFailed', status: 412 });
  expect(await read('once')).toBe('first');
});

holds(page, 'exactly one of many concurrent writes succeeds', async () => {
  const bodies = Array.from({ length: 12 }, (_, index) => `body ${index}`);
  const results = await Promise.allSettled(bodies.map((body) => create('race', body)));
  const winners = bodies.filter((_, index) => results[index]?.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  expect(await read('race')).toBe(winners[0]);
});

holds(page, 'a deleted key can be created again', async () => {
  await create('again', 'first');
  await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'again' }));
  await create('again', 'second');
  expect(await read('again')).toBe('second');
});

/** Starts a conditional PUT whose second half is sent by `finish`, and gives the server time to see it. */
async function slowCreate(Key: string, pauseMs = 100) {
  const body = new PassThrough({ highWaterMark: 1 });
  const call = s3.client.send(
    new PutObjectCommand({ Bucket, Key, Body: body, ContentLength: 200_000, IfNoneMatch: '*' }),
  );
  body.write(Buffer.alloc(100_000));
  // The client has read the first half, so the request is in progress.
  await once(body, 'drain');
  await sleep(pauseMs);
  return { call, finish: () => body.end(Buffer.alloc(100_000)) };
}

holds(page, 'a PUT that finishes first makes the slower one fail', async () => {
  const slow = await slowCreate('overtaken');
  await create('overtaken', 'fast');
  slow.finish();
  expect(await refusal(slow.call)).toEqual({ code: 'PreconditionFailed', status: 412 });
  expect(await read('overtaken')).toBe('fast');
});

holds(page, 'a DELETE during the PUT makes it conflict', async () => {
  let refused: unknown;
  // On a busy machine the server may see the DELETE first, and the PUT succeeds.
  for (const pauseMs of [100, 1_000, 10_000]) {
    const slow = await slowCreate('conflict', pauseMs);
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'conflict' }));
    slow.finish();
    refused = await refusal(slow.call).catch(() => undefined);
    if (refused) break;
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'conflict' }));
  }
  expect(refused).toEqual({ code: 'ConditionalRequestConflict', status: 409 });
});
