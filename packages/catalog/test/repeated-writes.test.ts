import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Catalog, Completion } from '../src/index.ts';
import { anEnd, someId, startCatalog } from './table.ts';

// The SDK repeats a write whose response was lost; the first write has made its condition false by then.

let catalog: Catalog;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ catalog, stop } = await startCatalog());
});
afterAll(() => stop());

const completion: Completion = {
  mimeType: 'image/jpeg',
  metadata: { format: 'jpeg' },
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

test('a claim that is written twice keeps its owner', async () => {
  const id = someId();
  const { owner } = await claim(id);
  expect(await claim(id, owner)).toMatchObject({ id, owner, generation: 1 });
  expect(
    await catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 60 }),
  ).toEqual({ outcome: 'busy', seconds: expect.any(Number) });
  expect(await outcomes(id)).toEqual([undefined]);
});

test('a completion that is written twice succeeds, also in its attempt', async () => {
  const id = someId();
  const claimed = await claim(id);
  expect(await catalog.complete(claimed, completion)).toBe(true);
  expect(await catalog.complete(claimed, completion)).toBe(true);
  expect(await outcomes(id)).toEqual(['ready']);
});

test('a release after a completion whose response was lost changes neither item nor attempt', async () => {
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
