import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Catalog } from '../src/index.ts';
import { anEnd, anUpload, someId, startCatalog } from './table.ts';

let catalog: Catalog;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ catalog, stop } = await startCatalog());
});
afterAll(() => stop());

const LEASE_SECONDS = 60;

async function uploaded(): Promise<string> {
  const id = someId();
  await catalog.registerUpload(anUpload(id));
  return id;
}

const claim = (id: string) =>
  catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: LEASE_SECONDS });

test('an item whose message reached the receive limit is failed and can be retried', async () => {
  const id = await uploaded();
  await catalog.confirmStored(id, 1);
  expect(await catalog.markRetriesExhausted(id)).toBe('failed');
  expect(await catalog.get(id)).toMatchObject({
    status: 'failed',
    failure: { code: 'retries-exhausted', message: 'Processing failed at every attempt' },
  });
  expect(await catalog.markRetriesExhausted(id)).toBe('settled');
  expect(await catalog.requeue(id, 1)).toBeDefined();
});

test('an item with a running lease is busy; one with a lapsed lease is failed', async () => {
  const id = await uploaded();
  expect(await claim(id)).toMatchObject({ outcome: 'claimed' });
  expect(await catalog.markRetriesExhausted(id)).toBe('busy');
  expect(await catalog.markRetriesExhausted(id, { now: Date.now() + LEASE_SECONDS * 1000 + 1 })).toBe('failed');
});

test('another message of an exhausted item still decides its status', async () => {
  const id = await uploaded();
  await catalog.confirmStored(id, 1);
  await catalog.markRetriesExhausted(id);
  const taken = await claim(id);
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  const item = await catalog.get(id);
  expect(item).toMatchObject({ status: 'processing' });
  expect(item).not.toHaveProperty('failure');
  // A second dead letter changes nothing during processing.
  expect(await catalog.markRetriesExhausted(id)).toBe('busy');
  const failure = { code: 'corrupt', message: '' } as const;
  await catalog.fail(taken.claim, { ...failure, attempt: { ...anEnd, outcome: 'failed' } });
  expect(await claim(id)).toEqual({ outcome: 'settled' });
  expect(await catalog.markRetriesExhausted(id)).toBe('settled');
  expect(await catalog.get(id)).toMatchObject({ status: 'failed', failure });
});

test('a deleted or unknown item is settled', async () => {
  const id = await uploaded();
  await catalog.beginDelete(id);
  expect(await catalog.markRetriesExhausted(id)).toBe('settled');
  expect(await catalog.markRetriesExhausted(someId())).toBe('settled');
});
