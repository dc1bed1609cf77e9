import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ObsoleteRow } from '../src/index.ts';
import { CLEANUP } from '../src/limits.ts';
import { leaseCleanup } from '../src/maintenance/obsolete.ts';
import { searchRowsOf, someEarlierItem } from './earlier-rows.ts';
import { anEnd, anUpload, someId, startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;
let catalog: (typeof table)['catalog'];

beforeAll(async () => {
  table = await startCatalog();
  ({ catalog } = table);
});
afterAll(() => table.stop());

async function obsolete(): Promise<ObsoleteRow[]> {
  const found: ObsoleteRow[] = [];
  for await (const page of catalog.scanItemPages({ obsolete: true })) found.push(...page.obsolete);
  return found.map(({ pk, sk }) => ({ pk, sk }));
}

test('an upload that is processed writes four rows', async () => {
  const id = someId();
  const upload = anUpload(id);
  await catalog.audit(
    { entry: upload.upload, at: upload.receivedAt, event: 'upload', result: 'accepted', cell: 'a' },
    { days: 1, forgetsNames: false },
  );
  await catalog.registerUpload(upload);
  await catalog.confirmStored(id, 1);
  const taken = await catalog.claim(id, { kind: 'image', owner: upload.upload, leaseSeconds: 15 });
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  await catalog.complete(taken.claim, {
    mimeType: 'image/jpeg',
    metadata: { format: 'jpeg', width: 1, height: 1, title: 'a title with some words' },
    renditions: [],
    recipe: 'one',
    attempt: anEnd,
  });
  const rows = (await table.rows()).map(({ pk, sk }) => `${pk} ${sk}`.replace(id, 'id'));
  expect(rows.toSorted()).toEqual([
    expect.stringMatching(/^AUDIT#/),
    expect.stringMatching(/^MEDIA#id ATTEMPT#/),
    'MEDIA#id ITEM',
    expect.stringMatching(/^MEDIA#id UPLOAD#/),
  ]);
  expect(await obsolete()).toEqual([]);
});

describe('rows that only earlier releases read', () => {
  let id: string;
  beforeEach(async () => {
    id = someId();
    await table.put([someEarlierItem(id), ...searchRowsOf(id)]);
  });

  test('are found and deleted, and nothing else is', async () => {
    const found = await obsolete();
    expect(found).toHaveLength(4);
    const others = (await table.rows()).filter(
      ({ pk, sk }) => !found.some((row) => row.pk === pk && row.sk === sk),
    );
    await catalog.removeObsolete(found);
    expect(await obsolete()).toEqual([]);
    const { shelf: _, ...item } = someEarlierItem(id);
    expect(await table.rows()).toEqual(expect.arrayContaining([...others, item]));
    expect(await table.rows()).toHaveLength(others.length + 1);
  });

  test('are deleted twice without effect, also of an item that is gone', async () => {
    const found = await obsolete();
    await Promise.all([catalog.removeObsolete(found), catalog.removeObsolete(found)]);
    const after = await table.rows();
    await catalog.removeObsolete([...found, { pk: `MEDIA#${someId()}`, sk: 'ITEM' }]);
    expect(await table.rows()).toEqual(after);
  });

  test('are deleted without losing a concurrent change of their item', async () => {
    const found = await obsolete();
    await Promise.all([
      catalog.removeObsolete(found),
      catalog.registerUpload(anUpload(id, { filename: 'other.jpg' })),
      catalog.reprocess(id, {
        generation: 1,
        status: 'ready',
        changedAt: '2025-01-01T00:00:00.000Z',
      }),
    ]);
    const [record] = (await catalog.readItems([id])).values();
    expect(record).toMatchObject({ status: 'stored', names: new Set(['old.jpg', 'other.jpg']) });
    expect(record).not.toHaveProperty('shelf');
  });

  test('of an item go with the next stamp or deletion', async () => {
    const stamped = (await catalog.readItems([id])).get(id)!;
    expect(await catalog.stampItem(stamped)).toBe(true);
    const other = someId();
    await table.put([someEarlierItem(other)]);
    await catalog.beginDelete(other);
    for (const record of (await catalog.readItems([id, other])).values()) {
      expect(record).not.toHaveProperty('shelf');
    }
  });
});

test('one process at a time has the right to delete them, until it ends or its lease lapses', async () => {
  expect(await catalog.leaseCleanup('a')).toBe(true);
  expect(await catalog.leaseCleanup('b')).toBe(false);
  expect(await catalog.leaseCleanup('a')).toBe(true);
  expect(await catalog.endCleanup('b')).toBe(false);
  expect(await catalog.endCleanup('a')).toBe(true);
  expect(await table.rows('CLEANUP')).toEqual([]);
  const lease = (owner: string, now: number) => leaseCleanup(table.connection, owner, now);
  const now = Date.now();
  expect(await lease('a', now)).toBe(true);
  expect(await lease('b', now + CLEANUP.leaseMs)).toBe(false);
  expect(await lease('b', now + CLEANUP.leaseMs + 1)).toBe(true);
  // A lease that a wrong clock granted does not block the others.
  expect(await lease('b', now + 1e9)).toBe(true);
  expect(await lease('a', now)).toBe(true);
});
