import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Change, type IndexedItem, isDeleted } from '../src/model.ts';
import type { ListRequest } from '../src/query.ts';
import { openSqliteIndex, type SqliteIndex } from '../src/sqlite/open.ts';
import { facetOf, listOf, timelineOf } from './naive.ts';
import { idOf, itemOf, temporaryFolder } from './testing.ts';

const RUNS = 12;

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const word = fc.constantFrom(
  'sea',
  'seaside',
  'rain',
  'Rain',
  'São',
  'müller',
  '東京',
  '2023',
  'may',
);
const words = fc.array(word, { maxLength: 3 }).map((all) => all.join(' '));

const item: fc.Arbitrary<IndexedItem> = fc
  .record({
    name,
    version: fc.integer({ min: 1, max: 30 }),
    kind: fc.constantFrom('image', 'audio'),
    status: fc.constantFrom('ready', 'failed'),
    date: fc.constantFrom(
      '2024-05-06T07:08:09',
      '2024-05-06T07:08:09.5',
      '2023-12-31T23:59:59',
      '1950-01-01T00:00:00',
    ),
    uploaded: fc.constantFrom('2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'),
    size: fc.integer({ min: 0, max: 3 }),
    title: words,
    tag: fc.array(word, { maxLength: 3 }),
    camera: fc.constantFrom('Fuji', 'FUJI', 'Sony'),
    flags: fc.subarray(['favourite', 'archived'] as const),
    rating: fc.integer({ min: 0, max: 5 }),
    location: fc.option(
      fc.record({
        latitude: fc.integer({ min: -90, max: 90 }),
        longitude: fc.integer({ min: -180, max: 180 }),
      }),
    ),
  })
  .map(({ name, tag, camera, location, ...rest }) =>
    itemOf(name, {
      ...rest,
      attributes: { tag, camera: [camera] },
      ...(location ? { location } : {}),
      document: { name, version: rest.version },
    }),
  );

const deletion: fc.Arbitrary<Change> = fc
  .record({ name, version: fc.integer({ min: 1, max: 30 }) })
  .map(({ name, version }) => ({ id: idOf(name), version, generation: 1, deleted: true }));

const request: fc.Arbitrary<ListRequest> = fc.record(
  {
    q: fc
      .array(fc.tuple(fc.constantFrom('', '-'), fc.constantFrom('', 'tag:'), word), {
        minLength: 1,
        maxLength: 2,
      })
      .map((all) => all.map((parts) => parts.join('')).join(' ')),
    kind: fc.constantFrom('image', 'audio'),
    status: fc.constantFrom('ready', 'failed'),
    camera: fc.constantFrom('fuji', 'sony'),
    favourite: fc.boolean(),
    archived: fc.boolean(),
    rating: fc.integer({ min: 1, max: 5 }),
    from: fc.constantFrom('2023', '2024-05-06'),
    to: fc.constantFrom('2023-12', '2024-05-06T07:08:09'),
    bbox: fc.constantFrom([-90, -45, 90, 45] as const, [90, -90, -90, 90] as const),
    has: fc.constant(['gps']),
    sort: fc.constantFrom('date', 'uploaded', 'size', 'title'),
    order: fc.constantFrom('asc', 'desc'),
    limit: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: [] },
);

type Step =
  | { readonly do: 'apply'; readonly changes: readonly Change[] }
  | { readonly do: 'restart' | 'lose the file' | 'damage the file' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(fc.oneof({ weight: 4, arbitrary: item }, { weight: 1, arbitrary: deletion }), {
        maxLength: 6,
      })
      .map((changes): Step => ({ do: 'apply', changes })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('restart', 'lose the file', 'damage the file')
      .map((what): Step => ({ do: what })),
  },
);

/** The catalog: the change of the highest version of each id, the first of equal versions. */
function record(catalog: Map<string, Change>, changes: readonly Change[]): void {
  for (const change of changes) {
    if ((catalog.get(change.id)?.version ?? 0) < change.version) catalog.set(change.id, change);
  }
}

test('after any history the index equals the catalog, and each answer a scan of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(request, { minLength: 8, maxLength: 8 }),
      async (steps, requests) => {
        await using folder = await temporaryFolder();
        const path = join(folder.path, 'index.sqlite');
        const catalog = new Map<string, Change>();
        let index = await openSqliteIndex({ path });
        try {
          for (const one of steps) {
            if (one.do === 'apply') {
              record(catalog, one.changes);
              await index.apply(one.changes);
              // The feed delivers changes again, in another order.
              await index.apply(one.changes.toReversed());
              continue;
            }
            await index.close();
            if (one.do === 'lose the file') await rm(path, { force: true });
            if (one.do === 'damage the file') await writeFile(path, 'not a database');
            index = await openSqliteIndex({ path });
            if (one.do !== 'restart') await index.apply([...catalog.values()]);
          }
          await expectEqual(index, catalog, requests);
        } finally {
          await index.close();
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 300_000);

async function expectEqual(
  index: SqliteIndex,
  catalog: ReadonlyMap<string, Change>,
  requests: readonly ListRequest[],
): Promise<void> {
  const rows = [...catalog.values()]
    .map((change) => ({
      id: change.id,
      version: change.version,
      generation: change.generation,
      deleted: isDeleted(change),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(await index.versions(undefined, 100)).toEqual(rows);
  const items = [...catalog.values()].filter((change): change is IndexedItem => !isDeleted(change));
  for (const one of requests) {
    const expected = listOf(items, one);
    expect({ one, pages: await everyPage(index, one) }).toEqual({ one, pages: expected });
    const { sort: _, order: __, limit: ___, ...filter } = one;
    expect(await index.timeline(filter)).toEqual(timelineOf(items, filter));
    expect(
      (await index.facets(filter)).camera.map(({ value, count }) => [value.toLowerCase(), count]),
    ).toEqual(facetOf(items, filter));
  }
}

async function everyPage(index: SqliteIndex, request: ListRequest): Promise<unknown[]> {
  const documents: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await index.list({ ...request, ...(cursor ? { cursor } : {}) });
    documents.push(...page.items.map(({ document }) => document));
    cursor = page.cursor;
  } while (cursor);
  return documents;
}
