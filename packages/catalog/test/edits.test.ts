import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Catalog, editTags, isTombstone } from '../src/index.ts';
import { itemKey } from '../src/table/schema.ts';
import { anEnd, anUpload, someId, startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;
let catalog: Catalog;

beforeAll(async () => {
  table = await startCatalog();
  ({ catalog } = table);
});
afterAll(() => table.stop());

async function anItem(): Promise<string> {
  const id = someId();
  await catalog.registerUpload(anUpload(id));
  return id;
}

async function process(id: string, title: string, more: object = {}): Promise<void> {
  const outcome = await catalog.claim(id, { kind: 'image', owner: newUploadId(), leaseSeconds: 9 });
  if (outcome.outcome !== 'claimed') throw new Error(outcome.outcome);
  await catalog.complete(outcome.claim, {
    mimeType: 'image/jpeg',
    metadata: { format: 'jpeg', title, ...more },
    renditions: [],
    recipe: 'one',
    attempt: anEnd,
  });
}

const record = async (id: string) => (await catalog.readItems([id], { consistent: true })).get(id);

describe('an edit', () => {
  test('stays beside what the file says, through processing and a new recipe', async () => {
    const id = await anItem();
    await catalog.edit({ id }, { title: 'Mine', rating: 4, tags: { add: ['sea'] } });
    await process(id, 'from the file');
    const edits = { title: 'Mine', rating: 4, tags: { add: ['sea'], remove: [] } };
    expect(await catalog.get(id)).toMatchObject({ edits, metadata: { title: 'from the file' } });
    const ready = await record(id);
    if (!ready || isTombstone(ready)) throw new Error('no item');
    await catalog.reprocess(id, ready);
    await process(id, 'by the new recipe');
    expect(await catalog.get(id)).toMatchObject({
      edits,
      metadata: { title: 'by the new recipe' },
    });
    await catalog.edit({ id }, { title: null, tags: null, rating: null });
    expect((await catalog.get(id))?.edits).toEqual({});
  });

  test('that changes nothing is no change of the item', async () => {
    const id = await anItem();
    const edit = { favourite: true, tags: { add: ['a'], remove: ['b'] }, date: { shift: 60 } };
    expect(await catalog.edit({ id }, edit)).toMatchObject({ outcome: 'edited' });
    const { version } = (await record(id))!;
    expect(await catalog.edit({ id }, edit)).toMatchObject({ outcome: 'unchanged' });
    expect(await record(id)).toMatchObject({ version });
  });

  test('of a revision that is no longer the last is a conflict, and one of two at a time succeeds', async () => {
    const id = await anItem();
    const { revision } = (await catalog.get(id))!;
    const replaces = (seen: string) => seen === revision;
    const both = await Promise.all([
      catalog.edit({ id, replaces }, { title: 'one' }),
      catalog.edit({ id, replaces }, { title: 'two' }),
    ]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'edited']);
    // Without a revision, both happen.
    await Promise.all([
      catalog.edit({ id }, { description: 'text' }),
      catalog.edit({ id }, { rating: 2 }),
    ]);
    expect(await catalog.get(id)).toMatchObject({
      edits: { description: 'text', rating: 2 },
      revision: '1.3',
    });
  });

  test('is deleted with its item, and a later upload of the file has none', async () => {
    const id = await anItem();
    await catalog.edit({ id }, { title: 'private' });
    const deleted = (await catalog.beginDelete(id))!;
    expect(await record(id)).not.toHaveProperty('edits');
    expect(await catalog.edit({ id }, { title: 'late' })).toEqual({ outcome: 'absent' });
    await catalog.settleDeletion(deleted);
    await catalog.registerUpload(anUpload(id, { generation: 2 }));
    expect(await catalog.get(id)).toMatchObject({ generation: 2, revision: '2.0' });
    expect(await catalog.get(id)).not.toHaveProperty('edits');
  });

  test('that an earlier release left on a tombstone does not come back with a later upload', async () => {
    const id = await anItem();
    await catalog.edit({ id }, { title: 'private' });
    const { edits } = (await record(id)) as { edits?: unknown };
    await catalog.settleDeletion((await catalog.beginDelete(id))!);
    await table.put([{ ...itemKey(id), ...(await record(id)), edits }]);
    await catalog.registerUpload(anUpload(id, { generation: 2 }));
    expect(await catalog.get(id)).not.toHaveProperty('edits');
    expect(await catalog.edit({ id }, { rating: 1 })).toMatchObject({
      item: { edits: { rating: 1 }, revision: '2.1' },
    });
    expect((await catalog.get(id))?.edits).toEqual({ rating: 1 });
  });

  test('and metadata may have numbers that DynamoDB does not store', async () => {
    const id = await anItem();
    const place = { latitude: -1e-58 * 1e-200, longitude: 8 };
    expect(await catalog.edit({ id }, { place })).toMatchObject({ outcome: 'edited' });
    expect((await catalog.get(id))?.edits).toEqual({ place: { latitude: 0, longitude: 8 } });
    await process(id, 'a', { exposure: { fNumber: 1e-200, iso: 1e300, focalLengthMm: 50 } });
    const exposure = { fNumber: 0, focalLengthMm: 50 };
    expect((await catalog.get(id))?.metadata).toEqual({ format: 'jpeg', title: 'a', exposure });
  });

  test('of an unknown item changes nothing', async () => {
    const id = someId();
    expect(await catalog.edit({ id }, { title: 'x' })).toEqual({ outcome: 'absent' });
    expect(await table.rows(`MEDIA#${id}`)).toEqual([]);
  });

  test('has a limited number of tags', async () => {
    const id = await anItem();
    const tags = (from: number) => Array.from({ length: 100 }, (_, at) => `tag ${from + at}`);
    await catalog.edit({ id }, { tags: { add: tags(0) } });
    await catalog.edit({ id }, { tags: { add: tags(100) } });
    const more = catalog.edit({ id }, { tags: { add: ['one more'] } });
    await expect(more).rejects.toMatchObject({ code: 'too-many-tags', status: 400 });
  });
});

describe('tags', () => {
  const edited = async (...edits: Parameters<Catalog['edit']>[1]['tags'][]) => {
    const id = await anItem();
    for (const tags of edits) await catalog.edit({ id }, { tags });
    return editTags(['Sea', 'rain'], (await catalog.get(id))?.edits?.tags);
  };

  test.each([
    ['are those of the file before an edit', [], ['Sea', 'rain']],
    ['are added to those of the file', [{ add: ['sun', 'SEA'] }], ['Sea', 'rain', 'sun']],
    ['are removed from those of the file, in any case', [{ remove: ['sea'] }], ['rain']],
    [
      'are added again after they were removed',
      [{ remove: ['sea'] }, { add: ['sea'] }],
      ['Sea', 'rain'],
    ],
    ['replace those of the file', [['one', 'One', 'two']], ['one', 'two']],
    ['are added to a list of the owner', [['one'], { add: ['two'] }, { remove: ['ONE'] }], ['two']],
    ['are none after an empty list', [[]], []],
    ['are those of the file after null', [['one'], null], ['Sea', 'rain']],
  ])('%s', async (_, edits, expected) => {
    expect(await edited(...edits)).toEqual(expected);
  });
});
