import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MOST_ALBUMS } from '../src/limits.ts';
import { albumKey } from '../src/table/schema.ts';
import { startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
});
afterAll(() => table.stop());

test('a gallery has a limited number of albums, however long their descriptions are', async () => {
  const description = 'x'.repeat(1_500);
  const rows = Array.from({ length: MOST_ALBUMS - 1 }, (_, at) => ({
    ...albumKey(String(at).padStart(26, '0')),
    description,
  }));
  await table.put(rows);
  const create = () =>
    table.catalog.createAlbum({ name: 'x', type: 'album', sort: 'position', order: 'asc' });
  expect(await create()).toMatchObject({ revision: 1 });
  await expect(create()).rejects.toMatchObject({ code: 'albums-full', status: 409 });
});
