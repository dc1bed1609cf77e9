import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Catalog } from '../src/index.ts';
import { anUpload, someId, startCatalog } from './table.ts';

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

test('an item that no try will follow ends as failed, and can be asked for again', async () => {
  const id = await uploaded();
  await catalog.confirmStored(id, 1);
  expect(await catalog.exhaust(id)).toBe('failed');
  expect(await catalog.get(id)).toMatchObject({
    status: 'failed',
    failure: { code: 'retries-exhausted', message: 'Processing failed each time it was tried' },
  });
  expect(await catalog.exhaust(id)).toBe('settled');
  expect(await catalog.requeue(id, 1)).toBe(true);
});

test('a running lease is left alone, a lapsed one is not', async () => {
  const id = await uploaded();
  expect(await claim(id)).toMatchObject({ outcome: 'claimed' });
  expect(await catalog.exhaust(id)).toBe('busy');
  expect(await catalog.exhaust(id, { now: Date.now() + LEASE_SECONDS * 1000 + 1 })).toBe('failed');
});

test('what is deleted, or was never known, is settled', async () => {
  const id = await uploaded();
  await catalog.beginDelete(id);
  expect(await catalog.exhaust(id)).toBe('settled');
  expect(await catalog.exhaust(someId())).toBe('settled');
});
