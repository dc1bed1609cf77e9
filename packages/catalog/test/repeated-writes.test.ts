import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Catalog, Completion } from '../src/index.ts';
import { anEnd, someId, startCatalog } from './table.ts';

// The SDK sends a write again whose answer was lost: the condition that the first one met is gone then.

let catalog: Catalog;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ catalog, stop } = await startCatalog());
});
afterAll(() => stop());

const completion: Completion = {
  mimeType: 'image/jpeg',
  metadata: {},
  renditions: [],
  recipe: 'one',
  attempt: anEnd,
};

async function claim(id: string, owner = newUploadId()) {
  const taken = await catalog.claim(id, { kind: 'image', owner, leaseSeconds: 60 });
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  return taken.claim;
}

const outcomes = async (id: string) =>
  (await catalog.get(id))?.attempts.map(({ outcome }) => outcome);

test('a claim that is written twice is still its owner’s, and nobody else’s', async () => {
  const id = someId();
  const { owner } = await claim(id);
  expect(await claim(id, owner)).toMatchObject({ id, owner, generation: 1 });
  expect(
    await catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 60 }),
  ).toEqual({ outcome: 'busy', seconds: expect.any(Number) });
  expect(await outcomes(id)).toEqual([undefined]);
});

test('a completion that is written twice succeeds, and the ledger says so', async () => {
  const id = someId();
  const claimed = await claim(id);
  expect(await catalog.complete(claimed, completion)).toBe(true);
  expect(await catalog.complete(claimed, completion)).toBe(true);
  expect(await outcomes(id)).toEqual(['ready']);
});

test('a release after a completion whose answer never came changes neither item nor ledger', async () => {
  const id = someId();
  const claimed = await claim(id);
  await catalog.complete(claimed, completion);
  const transient = { ...anEnd, outcome: 'transient' } as const;
  expect(await catalog.release(claimed, { attempt: transient })).toBe(false);
  expect(await catalog.get(id)).toMatchObject({ status: 'ready' });
  expect(await outcomes(id)).toEqual(['ready']);
});

test('a release that is written twice is one transient attempt', async () => {
  const id = someId();
  const claimed = await claim(id);
  const transient = { ...anEnd, outcome: 'transient' } as const;
  expect(await catalog.release(claimed, { attempt: transient })).toBe(true);
  expect(await catalog.release(claimed, { attempt: transient })).toBe(true);
  expect(await outcomes(id)).toEqual(['transient']);
  await claim(id);
  expect(await outcomes(id)).toEqual(['transient', undefined]);
});
