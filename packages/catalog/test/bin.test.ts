import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Catalog, UploadRecord } from '../src/index.ts';
import { anUpload, someId, startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;
let catalog: Catalog;

beforeAll(async () => {
  table = await startCatalog();
  ({ catalog } = table);
});
afterAll(() => table.stop());

async function binned(more: Partial<UploadRecord> = {}): Promise<string> {
  const id = someId();
  await catalog.registerUpload(anUpload(id, more));
  expect(await catalog.moveToBin(id)).toBe(true);
  return id;
}

const binnedAt = async (id: string) => (await catalog.get(id))?.binnedAt;
const upload = (id: string, generation: number | null) =>
  catalog.registerUpload(anUpload(id, { generation }));

describe('an item in the bin', () => {
  test('keeps its uploads and edits, is edited by nobody, and comes back as it was', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    await catalog.edit({ id }, { title: 'Mine' });
    expect(await catalog.moveToBin(id)).toBe(true);
    expect(await catalog.moveToBin(id)).toBe(false);
    expect(await catalog.describe(id)).toMatchObject({ state: 'alive', isBinned: true });
    expect(await catalog.edit({ id }, { title: 'late' })).toEqual({ outcome: 'absent' });
    expect(await catalog.restore(id)).toMatchObject({ edits: { title: 'Mine' }, generation: 2 });
    expect(await catalog.restore(id)).toBeUndefined();
    const item = await catalog.get(id);
    expect(item).toMatchObject({ edits: { title: 'Mine' }, uploads: [{ generation: 1 }] });
    expect(item).not.toHaveProperty('binnedAt');
  });

  test('stays there for an upload that was accepted before, and leaves it for a later one', async () => {
    const id = await binned();
    expect(await upload(id, 1)).toMatchObject({ outcome: 'registered', generation: 1 });
    expect(await binnedAt(id)).toBeDefined();
    expect(await upload(id, 2)).toMatchObject({ outcome: 'registered', generation: 2 });
    expect(await binnedAt(id)).toBeUndefined();
    // The same uploads again, and one whose generation nobody knows.
    for (const generation of [1, 2, null]) {
      expect(await upload(id, generation)).toMatchObject({ outcome: 'registered', generation: 2 });
    }
    const item = await catalog.get(id);
    expect(item?.uploads).toHaveLength(6);
  });

  test('is shipped and stored while and after it is there', async () => {
    const id = await binned();
    expect(await catalog.restore(id)).toBeDefined();
    expect(await catalog.confirmStored(id, 1)).toMatchObject({ state: 'alive', status: 'stored' });
  });

  test('is deleted with all uploads that were accepted until then', async () => {
    const id = await binned();
    // A cell has an upload that was accepted after the item was moved.
    expect(await catalog.moveToBin(id, { unseen: true })).toBe(true);
    expect(await upload(id, 2)).toMatchObject({ outcome: 'registered' });
    expect(await binnedAt(id)).toBeDefined();
    const deleted = await catalog.beginDelete(id, { unseen: true });
    expect(deleted).toEqual({ id, generation: 3 });
    await catalog.settleDeletion(deleted!);
    expect(await upload(id, 3)).toEqual({ outcome: 'deleted', generation: 3 });
    expect(await upload(id, 4)).toMatchObject({ outcome: 'registered', generation: 4 });
    expect(await catalog.get(id)).not.toHaveProperty('edits');
  });

  test('of a restoration and a deletion at the end of its time, one succeeds', async () => {
    const id = await binned();
    const seen = (await binnedAt(id))!;
    const [restored, deleted] = await Promise.all([
      catalog.restore(id),
      catalog.beginDelete(id, { binnedAt: seen }),
    ]);
    expect([restored === undefined, deleted === undefined].toSorted()).toEqual([false, true]);
    const later = await binned();
    expect(
      await catalog.beginDelete(later, { binnedAt: '2020-01-01T00:00:00.000Z' }),
    ).toBeUndefined();
    expect(await binnedAt(later)).toBeDefined();
  });

  test('an unknown item is not moved', async () => {
    const id = someId();
    expect(await catalog.moveToBin(id)).toBe(false);
    expect(await table.rows(`MEDIA#${id}`)).toEqual([]);
  });
});
