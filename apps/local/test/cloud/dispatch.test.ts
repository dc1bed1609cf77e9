import { dispatch, dispatchPending } from '@galeria/cloud';
import { objectCreatedMessage, originalKey } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { names } from '../stack.ts';
import { type Harness, openHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const messageOf = (id: string): string =>
  objectCreatedMessage({ bucket: names.originalsBucket, key: originalKey('image', id) });

const undispatched = async () =>
  (await harness.catalog.findUndispatched({ limit: 10 })).map(({ id }) => id);

/** Returns an item to `stored`, as a request to process it again does. */
async function pendingItem() {
  const { id } = await harness.received();
  await harness.catalog.confirmStored(id, 1);
  const record = (await harness.catalog.readItems([id])).get(id)!;
  const pending = (await harness.catalog.reprocess(id, record as never))!;
  return { ...pending, kind: 'image', id };
}

test("the message is S3's event of the original, in the queue of its kind", async () => {
  const { id } = await harness.received();
  await dispatch(harness.queues, { kind: 'image', id });
  expect(await harness.messages()).toEqual([messageOf(id)]);
});

test('a message that was sent is confirmed in the catalog', async () => {
  const pending = await pendingItem();
  expect(await undispatched()).toEqual([pending.id]);
  await dispatchPending({ ...harness.queues, catalog: harness.catalog }, pending);
  expect(await harness.messages()).toEqual([messageOf(pending.id)]);
  expect(await undispatched()).toEqual([]);
});

test('a message that could not be sent is not confirmed, and is sent by the next attempt', async () => {
  const pending = await pendingItem();
  const to = { ...harness.queues, catalog: harness.catalog };
  const gone = { image: `${harness.queues.queues.image}-gone` };
  await expect(dispatchPending({ ...to, queues: gone }, pending)).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
  await expect(dispatchPending(to, pending, AbortSignal.abort())).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await undispatched()).toEqual([pending.id]);
  await dispatchPending(to, pending);
  expect(await undispatched()).toEqual([]);
  expect(await harness.messages()).toEqual([messageOf(pending.id)]);
});
