import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '@galeria/api/client';
import { compareWithCatalog } from '@galeria/cloud';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCloud } from './cloud-access.ts';
import { Galeria } from './galeria.ts';

const earlier = fileURLToPath(new URL('./earlier', import.meta.url));
const expected = JSON.parse(await readFile(join(earlier, 'expected.json'), 'utf8'));

describe('a data folder of an earlier version', () => {
  let galeria: Galeria;
  let client: ReturnType<typeof createClient>;

  beforeAll(async () => {
    galeria = await Galeria.prepare();
    const archive = join(earlier, 'data-folder.tgz');
    await promisify(execFile)('tar', ['-xzf', archive, '--strip-components=1', '-C', galeria.home]);
    await galeria.start();
    client = createClient({ baseUrl: galeria.address, key: () => expected.token });
  });

  afterAll(() => galeria.remove());

  const item = async (id: string) =>
    (await client.GET('/media/{id}', { params: { path: { id } } })).data;

  const settled = (id: string) =>
    eventually(async () => {
      const found = await item(id);
      return found?.status === 'ready' || found?.status === 'failed' ? found : undefined;
    });

  test('keeps its API keys', async () => {
    const { response } = await createClient({ baseUrl: galeria.address }).GET('/media');
    expect(response.status).toBe(401);
    expect((await client.GET('/media')).response.status).toBe(200);
  });

  test.each<string>(expected.ready)('keeps the ready item %s with its original', async (id) => {
    expect((await item(id))?.status).toBe('ready');
    const { data } = await client.GET('/media/{id}/original', {
      params: { path: { id } },
      parseAs: 'arrayBuffer',
    });
    const hash = createHash('sha256').update(new Uint8Array(data as unknown as ArrayBuffer));
    expect(hash.digest('hex')).toBe(id);
  });

  test.each<string>(expected.failed)('keeps the failed item %s with its reason', async (id) => {
    expect(await item(id)).toMatchObject({ status: 'failed', failure: { code: 'corrupt' } });
  });

  test.each<string>(expected.deleted)('keeps the item %s deleted', async (id) => {
    expect(await item(id)).toBeUndefined();
  });

  test.each<string>(expected.spooled)('ships and processes the spooled upload %s', async (id) => {
    expect((await settled(id)).status).toBe('ready');
  });

  test('keeps every file name of an item', async () => {
    for (const [id, names] of Object.entries(expected.filenames)) {
      const uploads = (await item(id))?.uploads.map(({ filename }) => filename);
      expect(uploads?.sort()).toEqual([...(names as string[])].sort());
    }
  });

  test('lists every item, and none that was deleted', async () => {
    const kept = [...expected.ready, ...expected.failed, ...expected.spooled].toSorted();
    const page = await eventually(async () => {
      const { data } = await client.GET('/media', { params: { query: { limit: 100 } } });
      return data?.complete && data.items.length >= kept.length ? data : undefined;
    });
    expect(page.items.map(({ id }) => id).toSorted()).toEqual(kept);
  });

  test('finds items by words of their names', async () => {
    // The names of later uploads are added to the record while it is copied into the index.
    const items = await eventually(async () => {
      const { data } = await client.GET('/media', { params: { query: { q: 'holiday' } } });
      return data && data.items.length > 0 ? data.items : undefined;
    });
    expect(items.map(({ id }) => id)).toEqual([expected.ready[0]]);
  });

  test('deletes what the earlier version wrote for listings and search', async () => {
    const cloud = await openCloud(galeria);
    try {
      expect((await cloud.indexes())?.toSorted()).toEqual(['changes', 'unsettled']);
      const searchRows = async () =>
        (await cloud.allRows()).filter(
          ({ pk, sk }) => pk?.S?.startsWith('WORD#') || sk?.S?.startsWith('WORDS#'),
        );
      const { length } = await searchRows();
      expect(length).toBeGreaterThan(0);
      // As each cell does ten minutes after its start.
      const { removed } = await compareWithCatalog({
        catalog: cloud.catalog,
        apply: () => Promise.resolve(),
        versions: () => Promise.resolve([]),
        signal: new AbortController().signal,
      });
      expect(removed).toBeGreaterThanOrEqual(length);
      expect(await searchRows()).toEqual([]);
      const items = (await cloud.allRows()).filter(({ sk }) => sk?.S === 'ITEM');
      for (const item of items) {
        expect(item).not.toHaveProperty('shelf');
        expect(item).toMatchObject({
          version: { N: expect.any(String) },
          changedAt: item.stampedAt,
          changeShard: { S: expect.any(String) },
        });
      }
      const kept = [...expected.ready, ...expected.failed, ...expected.spooled];
      expect(items.map(({ id }) => id?.S).toSorted()).toEqual(
        [...kept, ...expected.deleted].toSorted(),
      );
      const { data } = await client.GET('/media', { params: { query: { limit: 100 } } });
      expect(data?.items.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
      const found = await client.GET('/media', { params: { query: { q: 'holiday' } } });
      expect(found.data?.items.map(({ id }) => id)).toEqual([expected.ready[0]]);
    } finally {
      cloud.close();
    }
  });
});
