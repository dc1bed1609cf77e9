import { type Kind, type Metadata, newUploadId } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Catalog, Claim } from '../src/index.ts';
import { anEnd, someId, startCatalog } from './table.ts';

// The compiler reports each `@ts-expect-error` whose next line has no type error.

let catalog: Catalog;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ catalog, stop } = await startCatalog());
});
afterAll(() => stop());

const made = { mimeType: 'image/jpeg', renditions: [], recipe: 'one', attempt: anEnd };
const refused = { code: 'bad-metadata' };

async function claimed<K extends Kind>(kind: K): Promise<Claim<K>> {
  const taken = await catalog.claim(someId(), { kind, owner: newUploadId(), leaseSeconds: 60 });
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  return taken.claim;
}

test('metadata of the kind of the claim completes it', async () => {
  const metadata: Metadata<'image'> = { format: 'jpeg', width: 4 };
  expect(await catalog.complete(await claimed('image'), { ...made, metadata })).toBe(true);
});

test('empty metadata of any kind does not compile', async () => {
  const [image, audio] = [await claimed('image'), await claimed('audio')];
  const document = await claimed('document');
  // @ts-expect-error
  await expect(catalog.complete(image, { ...made, metadata: {} })).rejects.toMatchObject(refused);
  // @ts-expect-error
  await expect(catalog.complete(audio, { ...made, metadata: {} })).rejects.toMatchObject(refused);
  // @ts-expect-error
  const ended = catalog.complete(document, { ...made, metadata: {} });
  await expect(ended).rejects.toMatchObject(refused);
});

test('metadata of another kind, or with a wrong field, does not compile', async () => {
  const image = await claimed('image');
  const pages: Metadata<'document'> = { format: 'pdf', sheets: 3 };
  // @ts-expect-error
  const another = catalog.complete(await claimed('audio'), { ...made, metadata: pages });
  await expect(another).rejects.toMatchObject(refused);
  // @ts-expect-error
  const unknown = catalog.complete(image, { ...made, metadata: { format: 'jpeg', shutter: 1 } });
  await expect(unknown).rejects.toMatchObject(refused);
  // @ts-expect-error
  const mistyped = catalog.complete(image, { ...made, metadata: { format: 'jpeg', width: '4' } });
  await expect(mistyped).rejects.toMatchObject(refused);
});
