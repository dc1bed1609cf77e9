import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ShareFields } from '../src/index.ts';
import { MOST_SHARES, SHARE_KEPT_MS } from '../src/limits.ts';
import { schema, shareKey } from '../src/table/schema.ts';
import { startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
});
afterAll(() => table.stop());

const HOUR_MS = 3_600_000;
const fields = (more: Partial<ShareFields> = {}): ShareFields => ({
  type: 'drop',
  maxFiles: 3,
  maxBytes: 100,
  secretHash: '00',
  signingKey: '',
  until: new Date(Date.now() + HOUR_MS).toISOString(),
  ...more,
});

test('a drop takes what its limits leave, also from requests at the same time', async () => {
  const { catalog } = table;
  const share = await catalog.createShare(fields());
  const taken = await Promise.all(
    Array.from({ length: 5 }, () => catalog.takeFromDrop(share, { files: 1, bytes: 20 })),
  );
  expect(taken.filter(Boolean)).toHaveLength(3);
  expect(await catalog.readShare(share.id)).toMatchObject({ files: 3, bytes: 60 });
  await catalog.giveBackToDrop(share.id, { files: 2, bytes: 40 });
  expect(await catalog.takeFromDrop(share, { files: 1, bytes: 81 })).toBe(false);
  expect(await catalog.takeFromDrop(share, { files: 1, bytes: 80 })).toBe(true);
});

test('a deleted link takes nothing, and no later write brings it back', async () => {
  const { catalog } = table;
  const share = await catalog.createShare(fields());
  expect(await catalog.deleteShare(share.id)).toBe(true);
  expect(await catalog.takeFromDrop(share, { files: 1, bytes: 1 })).toBe(false);
  const use = { views: 1, at: new Date().toISOString() };
  expect(await catalog.countViews(share.id, use)).toBe(false);
  expect(await catalog.giveBackToDrop(share.id, { files: 1, bytes: 1 })).toBe(false);
  expect(await catalog.readShare(share.id)).toBeUndefined();
  expect(await catalog.deleteShare(share.id)).toBe(false);
});

test('an expired link takes nothing, and is shown for some time', async () => {
  const { catalog } = table;
  const expired = await catalog.createShare(fields({ until: new Date(0).toISOString() }));
  expect(await catalog.takeFromDrop(expired, { files: 1, bytes: 1 })).toBe(false);
  // DynamoDB deletes its row at any time now.
  expect(await catalog.readShare(expired.id)).toBeUndefined();
  const recent = new Date(Date.now() - SHARE_KEPT_MS + HOUR_MS).toISOString();
  const shown = await catalog.createShare(fields({ until: recent }));
  expect(await catalog.readShare(shown.id)).toMatchObject({ until: recent, views: 0 });
  const { shares } = await catalog.readShares({ limit: 100 });
  const ids = shares.map(({ id }) => id);
  expect(ids).toContain(shown.id);
  expect(ids).not.toContain(expired.id);
});

test('a gallery has a limited number of links, of which those past their time do not count', async () => {
  const expiresAt = Math.ceil(Date.now() / 1000) + 3_600;
  const row = (at: number, expiry: number) => ({
    ...shareKey(String(at).padStart(26, '0')),
    [schema.expiry]: expiry,
  });
  const { shares } = await table.catalog.readShares({ limit: 100 });
  const others = MOST_SHARES - 1 - shares.length;
  await table.put([
    ...Array.from({ length: others }, (_, at) => row(at, expiresAt)),
    ...Array.from({ length: 20 }, (_, at) => row(others + at, 1)),
  ]);
  expect(await table.catalog.createShare(fields())).toMatchObject({ files: 0 });
  await expect(table.catalog.createShare(fields())).rejects.toMatchObject({ code: 'shares-full' });
});
