import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createErasureClient, requestErasure } from '@galeria/cloud';
import { originalKey, renditionKey, uploadKey } from '@galeria/media';
import { createLog } from '@galeria/processor';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHandler } from '../../../../packages/processor/src/erasures/handler.ts';
import { names, REGION } from '../stack.ts';
import { type Harness, openHarness } from './harness.ts';

const LATER_MS = 11 * 60_000;

let harness: Harness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const silent = () => createLog({ write: () => true } as never);

/** Delivers all messages to the function. @returns how many of them it did not settle */
async function deliver({ originalsBucket = String(names.originalsBucket) } = {}): Promise<number> {
  const { sqs, erasures: QueueUrl } = harness;
  const config = { ...names, originalsBucket, queueUrl: QueueUrl, region: REGION };
  const handler = createHandler(config, silent());
  let failed = 0;
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    if (Messages.length === 0) return failed;
    for (const { Body: body = '', ReceiptHandle: receiptHandle = '', MessageId } of Messages) {
      const attributes = { ApproximateReceiveCount: '1' };
      const record = { messageId: MessageId, receiptHandle, body, attributes };
      const { batchItemFailures } = await handler({ Records: [record] } as never);
      failed += batchItemFailures.length;
      if (batchItemFailures.length > 0) continue;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
    }
  }
}

async function whole() {
  const record = await harness.received();
  await harness.store(record);
  await harness.put(names.galleryBucket, renditionKey(record.id, '640.v4.webp'));
  return record;
}

async function remaining({ id, upload }: { id: string; upload: string }): Promise<string[]> {
  const [original, record, renditions] = await Promise.all([
    harness.versions(names.originalsBucket, originalKey('image', id)),
    harness.versions(names.originalsBucket, uploadKey(upload)),
    harness.versions(names.galleryBucket, `r/${id}/`),
  ]);
  return [...original, ...record, ...renditions];
}

test('a process without permission to delete waits until the function has deleted the objects', async () => {
  const record = await whole();
  const deletion = await harness.catalog.beginDelete(record.id);
  const erase = createErasureClient({ ...harness, timeoutMs: 90_000 });
  let erased = false;
  const erasing = erase(deletion!).then(() => {
    erased = true;
  });
  for (let delivered = false; !delivered; ) {
    expect(erased).toBe(false);
    await deliver();
    delivered = (await remaining(record)).length === 0;
    await sleep(10);
  }
  await erasing;
  expect(await harness.catalog.describe(record.id)).toMatchObject({ state: 'deleted' });
  expect(await harness.catalog.uploadRowsOf(record.id)).toEqual([]);
});

test('a request for an item that nobody deleted deletes nothing', async () => {
  const record = await whole();
  const { id, upload, receivedAt } = record;
  await requestErasure(harness, { id, generation: 1 }, [{ upload, receivedAt }]);
  expect(await deliver()).toBe(0);
  expect(await remaining(record)).toHaveLength(3);
});

test('a request cannot delete the upload records of another item', async () => {
  const [deleted, other] = [await whole(), await whole()];
  const deletion = await harness.catalog.beginDelete(deleted.id);
  await requestErasure(harness, deletion!, [other]);
  expect(await deliver()).toBe(0);
  expect(await remaining(deleted)).toEqual([]);
  expect(await remaining(other)).toHaveLength(3);
});

test('a request cannot delete the upload records of an item that was restored from the bin', async () => {
  const record = await whole();
  const { id, upload, receivedAt } = record;
  await harness.catalog.moveToBin(id);
  await harness.catalog.restore(id);
  await requestErasure(harness, { id, generation: 1 }, [{ upload, receivedAt }]);
  expect(await deliver()).toBe(0);
  expect(await remaining(record)).toHaveLength(3);
});

test('a request that is delivered again does not touch a later generation', async () => {
  const first = await whole();
  const deletion = await harness.catalog.beginDelete(first.id);
  await requestErasure(harness, deletion!, [first]);
  await requestErasure(harness, deletion!, [first]);
  const second = { ...first, upload: `${first.upload.slice(0, -1)}0`, generation: 2 };
  expect(await deliver()).toBe(0);
  await harness.catalog.registerUpload(second);
  await harness.store(second);
  await requestErasure(harness, deletion!, [first]);
  expect(await deliver()).toBe(0);
  expect(await remaining(second)).toHaveLength(2);
  expect(await harness.catalog.describe(first.id)).toMatchObject({ state: 'alive', generation: 2 });
});

test('an erasure that fails is delivered again and completed', async () => {
  const record = await whole();
  const deletion = await harness.catalog.beginDelete(record.id);
  await requestErasure(harness, deletion!);
  expect(await deliver({ originalsBucket: 'unavailable' })).toBe(1);
  expect(await harness.catalog.describe(record.id)).toMatchObject({ state: 'deleting' });
  expect(await remaining(record)).not.toEqual([]);
  // The message is hidden for its delay. The next request continues as it would.
  await requestErasure(harness, deletion!);
  expect(await deliver()).toBe(0);
  expect(await remaining(record)).toEqual([]);
});

test.each([
  { release: 'this release', marked: true },
  { release: 'an earlier release', marked: false },
])('a sweep completes a deletion that $release began', async ({ marked }) => {
  const { catalog } = harness;
  const record = await whole();
  await catalog.beginDelete(record.id);
  if (!marked) {
    await harness.dynamodb.send(
      new UpdateItemCommand({
        TableName: names.table,
        Key: { pk: { S: `MEDIA#${record.id}` }, sk: { S: 'ITEM' } },
        UpdateExpression: 'REMOVE unsettled',
      }),
    );
    for await (const item of harness.catalog.scanItems()) await catalog.stampItem(item);
  }
  expect(await catalog.findOpenDeletions({ limit: 10 })).toEqual([]);
  const later = { limit: 10, now: Date.now() + LATER_MS };
  const [open, ...others] = await catalog.findOpenDeletions(later);
  expect(others).toEqual([]);
  expect(open).toMatchObject({ id: record.id, generation: 1 });
  expect(
    await Promise.all([catalog.takeOpenDeletion(open!), catalog.takeOpenDeletion(open!)]),
  ).toEqual(expect.arrayContaining([true, false]));
  await requestErasure(harness, open!);
  expect(await deliver()).toBe(0);
  expect(await remaining(record)).toEqual([]);
  expect(await catalog.findOpenDeletions(later)).toEqual([]);
});
