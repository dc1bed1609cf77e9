import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChangePosition, IndexedItem } from '../src/model.ts';
import type { MediaIndex } from '../src/port.ts';
import type { Filter, ListRequest } from '../src/query.ts';
import { deletedItem, idOf, itemOf } from './testing.ts';

/**
 * The suite that every implementation of `MediaIndex` passes.
 *
 * @param open opens an empty index; the suite closes it
 */
export function testMediaIndex(open: () => Promise<MediaIndex>): void {
  let index: MediaIndex;
  beforeEach(async () => {
    index = await open();
  });
  afterEach(() => index.close());

  const listed = async (request: ListRequest = {}) =>
    (await index.list(request)).items.map(({ document }) => (document as { name: string }).name);
  const add = (...items: IndexedItem[]) => index.apply(items);
  const found = async (q: string, more: ListRequest = {}) =>
    (await listed({ q, ...more })).toSorted();

  describe('changes', () => {
    test('an item is found as soon as it is applied', async () => {
      const applied = await add(itemOf('beach', { document: { name: 'beach', any: [1, null] } }));
      expect(applied).toEqual([
        {
          id: idOf('beach'),
          before: undefined,
          after: { status: 'ready', generation: 1 },
          keepsStatus: false,
        },
      ]);
      expect(await index.get(idOf('beach'))).toEqual({
        id: idOf('beach'),
        version: 1,
        generation: 1,
        document: { name: 'beach', any: [1, null] },
      });
      expect(await listed()).toEqual(['beach']);
      expect(await found('beach')).toEqual(['beach']);
    });

    test('a version that is not newer changes nothing', async () => {
      await add(itemOf('a', { version: 5, title: 'new' }));
      expect(await add(itemOf('a', { version: 5, title: 'same' }))).toEqual([]);
      expect(await add(itemOf('a', { version: 4, title: 'old' }))).toEqual([]);
      expect(await found('new')).toEqual(['a']);
      expect(await found('old')).toEqual([]);
    });

    test('a newer version replaces everything that the older one had', async () => {
      await add(
        itemOf('a', {
          title: 'before',
          kind: 'audio',
          date: '2020-01-01T00:00:00',
          attributes: { camera: ['Fuji'], tag: ['sea'] },
          location: { latitude: 1, longitude: 1 },
        }),
      );
      await add(itemOf('a', { version: 2, title: 'after', attributes: { camera: ['Sony'] } }));
      expect(await found('before')).toEqual([]);
      expect(await listed({ kind: 'audio' })).toEqual([]);
      expect(await listed({ camera: 'Fuji' })).toEqual([]);
      expect(await listed({ tag: 'sea' })).toEqual([]);
      expect(await listed({ has: ['gps'] })).toEqual([]);
      expect(await listed({ bbox: [0, 0, 2, 2] })).toEqual([]);
      expect(await listed({ camera: 'sony', q: 'after', kind: 'image' })).toEqual(['a']);
      expect((await index.timeline({})).days).toEqual([{ day: '2024-05-06', count: 1 }]);
      expect((await index.facets({})).camera).toEqual([{ value: 'Sony', count: 1 }]);
    });

    test('a deleted item is in no answer, and a late change does not bring it back', async () => {
      await add(itemOf('a', { version: 2, attributes: { tag: ['sea'] } }), itemOf('b'));
      const applied = await index.apply([deletedItem('a', 3)]);
      expect(applied).toEqual([
        {
          id: idOf('a'),
          before: { status: 'ready', generation: 1 },
          after: undefined,
          keepsStatus: false,
        },
      ]);
      await add(itemOf('a', { version: 2 }));
      expect(await listed()).toEqual(['b']);
      expect(await found('a')).toEqual([]);
      expect(await index.get(idOf('a'))).toBeUndefined();
      expect((await index.facets({})).tag).toEqual([]);
      expect(await index.state()).toMatchObject({ items: 1, tombstones: 1 });
    });

    test('an item in the bin is in no answer but the list of the bin, until it is restored or deleted', async () => {
      const whole: Partial<IndexedItem> = {
        attributes: { tag: ['sea'] },
        albums: { A1: 'a0' },
        location: { latitude: 1, longitude: 1 },
        text: 'text.v1.txt',
      };
      const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`;
      await add(itemOf('a', whole), itemOf('b', { binned: at(1) }), itemOf('c'));
      expect(await add(itemOf('a', { ...whole, version: 2, binned: at(2) }))).toMatchObject([
        { before: { status: 'ready' }, after: undefined, keepsStatus: false },
      ]);
      const gone = async () => [
        await listed(),
        await listed({ sort: 'uploaded' }),
        await listed({ tag: 'sea' }),
        await listed({ inAlbum: 'A1' }),
        await listed({ bbox: [0, 0, 2, 2] }),
        await found('a'),
      ];
      expect(await gone()).toEqual([['c'], ['c'], [], [], [], []]);
      expect(await index.get(idOf('a'))).toBeUndefined();
      expect((await index.timeline({})).total).toBe(1);
      expect((await index.facets({})).tag).toEqual([]);
      expect(await index.missingTexts(10)).toEqual([]);
      expect(await index.state()).toMatchObject({ items: 1, tombstones: 0 });
      const first = await index.list({ bin: true, limit: 1 });
      expect(first).toMatchObject({ items: [{ id: idOf('a') }], total: 2 });
      expect(await listed({ bin: true, limit: 1, cursor: first.cursor! })).toEqual(['b']);
      expect(await listed({ bin: true, order: 'asc' })).toEqual(['b', 'a']);
      await expect(index.list({ bin: true, tag: 'sea' })).rejects.toMatchObject({
        code: 'bad-filter',
      });
      await index.apply([itemOf('a', { ...whole, version: 3 }), deletedItem('b', 2)]);
      expect(await listed({ bin: true })).toEqual([]);
      expect(await listed({ tag: 'sea' })).toEqual(['a']);
      expect((await index.timeline({})).total).toBe(2);
      expect(await index.missingTexts(10)).toHaveLength(1);
      expect(await index.state()).toMatchObject({ items: 2, tombstones: 1 });
    });

    test('a deletion that arrives before its item keeps it away; a later generation appears', async () => {
      await index.apply([deletedItem('a', 9)]);
      expect(await add(itemOf('a', { version: 8 }))).toEqual([]);
      await add(itemOf('a', { version: 10, generation: 2 }));
      expect(await listed()).toEqual(['a']);
      expect(await index.state()).toMatchObject({ items: 1, tombstones: 0 });
    });

    test('a batch is applied as a whole or not at all', async () => {
      const bad = itemOf('bad', { date: 'no date' });
      await expect(add(itemOf('a'), bad)).rejects.toMatchObject({ code: 'bad-change' });
      expect(await listed()).toEqual([]);
    });

    test('the last change of each item is listed by its time, page by page', async () => {
      const at = (second: number) => `2026-01-01T00:00:0${second}.500Z`;
      await add(
        itemOf('a', { changedAt: at(3) }),
        itemOf('b', { changedAt: at(1) }),
        itemOf('c', { changedAt: at(2) }),
        itemOf('without a time'),
        itemOf('spooled', { version: -1, status: 'received' }),
      );
      await add(
        itemOf('b', { version: 2, changedAt: at(4), document: { name: 'b', more: 1 } }),
        itemOf('spooled', { status: 'received', changedAt: at(6) }),
      );
      await index.apply([{ ...deletedItem('c', 2), changedAt: at(5) }]);
      const found = [];
      let after: ChangePosition = { changedAt: at(3) };
      for (let page = await index.changes(after, 2); page.length > 0; ) {
        found.push(...page);
        after = page.at(-1)!;
        page = await index.changes(after, 2);
      }
      const change = { version: 2, keepsStatus: false };
      expect(found).toEqual([
        { ...change, version: 1, id: idOf('a'), changedAt: at(3), document: { name: 'a' } },
        {
          ...change,
          id: idOf('b'),
          changedAt: at(4),
          keepsStatus: true,
          document: { name: 'b', more: 1 },
        },
        { ...change, id: idOf('c'), changedAt: at(5) },
        {
          ...change,
          version: 1,
          id: idOf('spooled'),
          changedAt: at(6),
          document: { name: 'spooled' },
        },
      ]);
    });

    test('the checkpoint of the feed is stored with the changes', async () => {
      expect(await index.state()).toEqual({
        checkpoint: undefined,
        complete: false,
        items: 0,
        tombstones: 0,
        missingTexts: 0,
      });
      await index.apply([itemOf('a')], { checkpoint: 'p1' });
      await index.apply([], { complete: true });
      expect(await index.state()).toMatchObject({ checkpoint: 'p1', complete: true, items: 1 });
    });

    test('versions lists items and tombstones by id', async () => {
      await index.apply([itemOf('a', { version: 7 }), itemOf('b'), deletedItem('c', 3, 2)]);
      const all = await index.versions(undefined, 10);
      const expected = [
        { id: idOf('a'), version: 7, generation: 1, deleted: false },
        { id: idOf('b'), version: 1, generation: 1, deleted: false },
        { id: idOf('c'), version: 3, generation: 2, deleted: true },
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(all).toEqual(expected);
      expect(await index.versions(expected[0]!.id, 1)).toEqual([expected[1]]);
    });
  });

  describe('texts', () => {
    const withText = (version = 1, more: Partial<IndexedItem> = {}) =>
      itemOf('book', { version, text: 'text.v1.txt', ...more });
    const text = (words: string, generation = 1, name = 'text.v1.txt') => ({
      id: idOf('book'),
      generation,
      text: name,
      pages: [
        { page: 1, text: 'A first page.' },
        { page: 2, text: words },
      ],
    });

    test('the text of an item is found after it was delivered, with its page', async () => {
      await add(withText());
      expect(await index.missingTexts(10)).toEqual([
        { id: idOf('book'), generation: 1, text: 'text.v1.txt' },
      ]);
      expect(await index.applyText(text('It was a dark and stormy night; the rain fell.'))).toBe(
        true,
      );
      expect(await index.missingTexts(10)).toEqual([]);
      const [hit] = (await index.list({ q: 'stormy night' })).items;
      expect(hit?.snippet?.page).toBe(2);
      const { text: shown, marks } = hit!.snippet!;
      expect(marks.map(([start, end]) => shown.slice(start, end))).toEqual(['stormy', 'night']);
    });

    test('a change of the item keeps its text; another rendition or generation drops it', async () => {
      await add(withText());
      await index.applyText(text('whale'));
      await add(withText(2, { title: 'Moby-Dick' }));
      expect(await found('whale moby')).toEqual(['book']);
      await add(withText(3, { text: 'text.v2.txt' }));
      expect(await found('whale')).toEqual([]);
      expect(await index.missingTexts(10)).toHaveLength(1);
      expect(await index.applyText(text('whale'))).toBe(false);
      expect(await index.applyText(text('whale', 1, 'text.v2.txt'))).toBe(true);
      await add(withText(4, { text: 'text.v2.txt', generation: 2 }));
      expect(await found('whale')).toEqual([]);
    });

    test('the text of an unknown or deleted item is not taken', async () => {
      expect(await index.applyText(text('whale'))).toBe(false);
      await add(withText());
      await index.applyText(text('whale'));
      await index.apply([deletedItem('book', 2)]);
      expect(await index.applyText(text('whale'))).toBe(false);
      expect(await found('whale')).toEqual([]);
    });
  });

  describe('lists', () => {
    const three = [
      itemOf('a', {
        date: '2024-01-01T00:00:00',
        uploaded: '2024-03-01T00:00:00Z',
        size: 2,
        title: 'Äpfel',
      }),
      itemOf('b', {
        date: '2024-02-01T00:00:00',
        uploaded: '2024-01-01T00:00:00Z',
        size: 3,
        title: 'zebra',
      }),
      itemOf('c', {
        date: '1965-03-01T00:00:00',
        uploaded: '2024-02-01T00:00:00Z',
        size: 1,
        title: 'Birne',
      }),
    ];

    test('are sorted by date, upload, size and title, in both orders', async () => {
      await add(...three);
      const sorts = [
        ['date', 'desc', ['b', 'a', 'c']],
        ['date', 'asc', ['c', 'a', 'b']],
        ['uploaded', 'desc', ['a', 'c', 'b']],
        ['size', 'asc', ['c', 'a', 'b']],
        ['title', 'asc', ['a', 'c', 'b']],
        ['title', 'desc', ['b', 'c', 'a']],
      ] as const;
      for (const [sort, order, expected] of sorts) {
        expect(await listed({ sort, order })).toEqual(expected);
        expect(await listed({ sort, order, kind: 'image', from: '1900' })).toEqual(expected);
      }
    });

    test.each(['date', 'uploaded', 'title', 'size', 'relevance'] as const)(
      'pages by %s hold every item once, while others come and go',
      async (sort) => {
        const names = Array.from({ length: 20 }, (_, at) => `n${at}`);
        await add(...names.map((name, at) => itemOf(name, { title: 'same', size: at % 3 })));
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const request = { sort, limit: 3, q: 'same', ...(cursor ? { cursor } : {}) };
          const page = await index.list(request);
          seen.push(...page.items.map(({ document }) => (document as { name: string }).name));
          cursor = page.cursor;
          const at = seen.length;
          if (sort !== 'relevance') {
            await index.apply([
              itemOf(`new${at}`, { title: 'same' }),
              deletedItem(seen[0]!, at + 2),
            ]);
          }
        } while (cursor);
        const old = seen.filter((name) => name.startsWith('n') && !name.startsWith('new'));
        expect(old.toSorted()).toEqual(names.toSorted());
        expect(new Set(seen).size).toBe(seen.length);
      },
    );

    test('a cursor of another sort, or a changed one, is refused', async () => {
      await add(...three);
      const { cursor } = await index.list({ limit: 1 });
      expect(cursor).toBeDefined();
      const refused = { code: 'bad-cursor' };
      for (const request of [
        { sort: 'size', cursor: cursor! },
        { order: 'asc', cursor: cursor! },
        { cursor: `${cursor}=` },
        { cursor: 'bm8' },
        { cursor: '' },
        { cursor: Buffer.from('[1,"date","desc",1e999,2]').toString('base64url') },
      ] as const) {
        await expect(index.list(request)).rejects.toMatchObject(refused);
      }
    });

    test('filters hold together', async () => {
      const attributes = {
        camera: ['Fujifilm X-T5'],
        lens: ['XF 23'],
        artist: ['Ana'],
        album: ['Férias'],
        genre: ['Jazz', 'Soul'],
        place: ['Lisboa', 'Lisbon', 'Portugal'],
        tag: ['sea'],
      };
      await add(itemOf('all', { attributes, location: { latitude: 38.7, longitude: -9.1 } }));
      await add(itemOf('none', { kind: 'audio', status: 'failed', mimeType: 'audio/flac' }));
      const filters: ListRequest[] = [
        { kind: 'image' },
        { status: 'ready' },
        { mimeType: 'image/jpeg' },
        { camera: 'fujifilm x-t5' },
        { lens: 'XF 23' },
        { artist: 'ANA' },
        { album: 'ferias' },
        { genre: 'soul' },
        { place: 'Lisbon' },
        { tag: 'sea' },
        { bbox: [-10, 38, -9, 39] },
        { has: ['gps'] },
      ];
      for (const filter of filters) expect(await listed(filter)).toEqual(['all']);
      const together = Object.assign({}, ...filters) as ListRequest;
      expect(await listed({ ...together, q: 'sea -rock', from: '2024', to: '2024-05' })).toEqual([
        'all',
      ]);
      expect(await listed({ ...together, genre: 'rock' })).toEqual([]);
      expect(await listed({ camera: 'Fujifilm' })).toEqual([]);
    });

    test("the owner's marks and stars are filters, and an exclusion has no known total", async () => {
      await add(
        itemOf('a', { flags: ['favourite'], rating: 5 }),
        itemOf('b', { flags: ['archived', 'favourite'], rating: 3 }),
        itemOf('c'),
      );
      const sorted = async (request: ListRequest) => (await listed(request)).toSorted();
      expect(await sorted({ favourite: true })).toEqual(['a', 'b']);
      expect(await sorted({ favourite: false })).toEqual(['c']);
      expect(await sorted({ archived: false, favourite: true })).toEqual(['a']);
      expect(await sorted({ archived: false, sort: 'uploaded' })).toEqual(['a', 'c']);
      expect(await sorted({ rating: 3 })).toEqual(['a', 'b']);
      expect(await sorted({ rating: 4 })).toEqual(['a']);
      expect((await index.timeline({ archived: false })).total).toBe(2);
      expect((await index.list({ archived: false, limit: 1 })).total).toBeUndefined();
      expect((await index.list({ rating: 3, limit: 1 })).total).toBe(2);
      await add(itemOf('a', { version: 2 }));
      expect(await sorted({ favourite: true })).toEqual(['b']);
      expect(await sorted({ rating: 1 })).toEqual(['b']);
    });

    test('the items of an album are a filter, and are listed by their positions, page by page', async () => {
      const inAlbum = 'A1';
      await add(
        itemOf('a', { albums: { A1: 'a2', B2: 'a0' } }),
        itemOf('b', { albums: { A1: 'a0' } }),
        itemOf('c', { albums: { A1: 'Zz' } }),
        itemOf('d'),
      );
      const inOrder: ListRequest = { inAlbum, sort: 'position' };
      expect(await listed(inOrder)).toEqual(['c', 'b', 'a']);
      const first = await index.list({ ...inOrder, limit: 2 });
      expect(first.total).toBe(3);
      expect(await listed({ ...inOrder, limit: 2, cursor: first.cursor! })).toEqual(['a']);
      expect(await listed({ ...inOrder, order: 'desc' })).toEqual(['a', 'b', 'c']);
      expect(await found('b', { inAlbum, sort: 'date' })).toEqual(['b']);
      expect(await index.lastPosition(inAlbum)).toBe('a2');
      expect(await index.lastPosition(inAlbum, 'a2')).toBe('a0');
      expect(await index.lastPosition(inAlbum, 'Zz')).toBeUndefined();
      await index.apply([itemOf('c', { version: 2 }), deletedItem('b', 2)]);
      expect(await listed(inOrder)).toEqual(['a']);
      expect(await listed({ inAlbum: 'B2' })).toEqual(['a']);
      for (const wrong of [{ sort: 'position' }, { ...inOrder, q: 'a' }] as const) {
        await expect(index.list(wrong)).rejects.toMatchObject({ code: 'bad-filter' });
      }
    });

    test('further names of a value are found like the value, and are no facet', async () => {
      const place = ['Rio de Janeiro', 'Brazil'];
      await add(itemOf('a', { attributes: { place }, otherNames: { place: ['Brasil'] } }));
      await add(itemOf('b', { attributes: { place: ['Lisbon', 'Portugal'] } }));
      for (const request of [
        { place: 'brasil' },
        { place: 'BRAZIL' },
        { q: 'brasil' },
        { q: 'place:Brasil' },
      ]) {
        expect(await listed(request)).toEqual(['a']);
      }
      const { place: facet } = await index.facets({});
      expect(facet.map(({ value }) => value)).toEqual([
        ...['Brazil', 'Lisbon', 'Portugal', 'Rio de Janeiro'],
      ]);
      await add(itemOf('a', { version: 2, attributes: { place: ['Porto'] } }));
      expect(await listed({ place: 'brasil' })).toEqual([]);
      expect(await listed({ q: 'brasil' })).toEqual([]);
    });

    test('from and to are included, whole periods as well', async () => {
      await add(
        itemOf('a', { date: '2024-05-31T23:59:59.999' }),
        itemOf('b', { date: '2024-06-01T00:00:00' }),
      );
      expect(await listed({ to: '2024-05' })).toEqual(['a']);
      expect(await listed({ from: '2024-06-01' })).toEqual(['b']);
      expect(await listed({ from: '2024-05-31', to: '2024-06-01T00:00' })).toEqual(['b', 'a']);
      for (const from of ['2024-13', '2024-02-30', 'may', '']) {
        await expect(index.list({ from })).rejects.toMatchObject({ code: 'bad-filter' });
      }
    });

    test('a wrong value is refused by an empty index and beside a filter without items', async () => {
      const wrong: Filter[] = [
        { to: '2024-02-30' },
        { from: '2023-02-29' },
        { bbox: [0, 1, 0, 0] },
      ];
      const refused = { code: 'bad-filter', status: 400 };
      for (const filter of wrong) {
        for (const more of [{}, { kind: 'hologram' }, { q: '!' }]) {
          const request = { ...filter, ...more };
          await expect(index.list(request)).rejects.toMatchObject(refused);
          await expect(index.timeline(request)).rejects.toMatchObject(refused);
          await expect(index.facets(request)).rejects.toMatchObject(refused);
        }
      }
      expect(await listed({ to: '2024-02-29' })).toEqual([]);
    });

    test('a box may cross 180 degrees', async () => {
      const at = (longitude: number, latitude = 0) => ({ location: { longitude, latitude } });
      await add(itemOf('fiji', at(178)), itemOf('samoa', at(-172)), itemOf('rome', at(12.5, 41.9)));
      expect(await found('jpg', { bbox: [170, -10, -170, 10] })).toEqual(['fiji', 'samoa']);
      expect(await listed({ bbox: [12.5, 41.9, 12.5, 41.9] })).toEqual(['rome']);
      await expect(index.list({ bbox: [0, 1, 0, 0] })).rejects.toMatchObject({
        code: 'bad-filter',
      });
      await expect(index.list({ bbox: [0, 0, 181, 0] })).rejects.toMatchObject({
        code: 'bad-filter',
      });
    });

    test('the total is known without a filter, with one, and of a single page', async () => {
      await add(...three, itemOf('d', { kind: 'audio' }));
      expect((await index.list({ limit: 1 })).total).toBe(4);
      expect((await index.list({ limit: 1, kind: 'image' })).total).toBe(3);
      expect((await index.list({ limit: 1, q: 'jpg' })).total).toBeUndefined();
      expect((await index.list({ q: 'jpg' })).total).toBe(4);
      expect((await index.list({ kind: 'document' })).total).toBe(0);
    });
  });

  describe('counts', () => {
    test('the timeline counts by local month and day, under a filter as well', async () => {
      await add(
        itemOf('a', { date: '2024-05-06T23:59:59' }),
        itemOf('b', { date: '2024-05-06T00:00:00', kind: 'audio' }),
        itemOf('c', { date: '1969-12-31T12:00:00' }),
      );
      expect(await index.timeline({})).toEqual({
        total: 3,
        months: [
          { month: '2024-05', count: 2 },
          { month: '1969-12', count: 1 },
        ],
        days: [
          { day: '2024-05-06', count: 2 },
          { day: '1969-12-31', count: 1 },
        ],
      });
      expect((await index.timeline({ kind: 'audio' })).days).toEqual([
        { day: '2024-05-06', count: 1 },
      ]);
      expect((await index.timeline({ q: 'c' })).months).toEqual([{ month: '1969-12', count: 1 }]);
    });

    test('facets hold the most frequent values as most items write them', async () => {
      const camera = (name: string) => ({ attributes: { camera: [name] } });
      await add(
        itemOf('a', camera('SONY')),
        itemOf('b', camera('Sony')),
        itemOf('c', camera('Sony')),
        itemOf('d', { ...camera('Fuji'), date: '2023-01-01T00:00:00' }),
        itemOf('e', { kind: 'audio', attributes: { genre: ['Jazz', 'Soul', 'jazz'] } }),
      );
      const all = await index.facets({});
      expect(all.camera).toEqual([
        { value: 'Sony', count: 3 },
        { value: 'Fuji', count: 1 },
      ]);
      expect(all.genre).toEqual([
        { value: 'Jazz', count: 1 },
        { value: 'Soul', count: 1 },
      ]);
      expect(all.kind).toEqual([
        { value: 'image', count: 4 },
        { value: 'audio', count: 1 },
      ]);
      expect((await index.facets({ from: '2024' })).year).toEqual([{ value: '2024', count: 4 }]);
      expect((await index.facets({}, 1)).camera).toEqual([{ value: 'Sony', count: 3 }]);
      expect((await index.facets({ q: 'nothing' })).camera).toEqual([]);
    });
  });

  describe('the search language', () => {
    const queries: readonly (readonly [q: string, names: readonly string[]])[] = [
      ['summer beach', ['both']],
      ['beach -summer', ['one']],
      ['-summer', ['one', 'other']],
      ['"summer at the beach"', ['both']],
      ['"beach at"', []],
      ['-"the beach"', ['one', 'other']],
      ['summ', ['both']],
      ['sum* bea*', ['both']],
      ['title:summer', ['both']],
      ['name:summer', []],
      ['tag:rain', ['other']],
      ['tag:"heavy rain"', ['other']],
      ['-tag:rain beach', ['both', 'one']],
      ['kind:audio', ['other']],
      ['-kind:audio', ['both', 'one']],
      ['year:2023', ['other']],
      ['2023', ['other']],
      ['may 2024', ['both', 'one']],
      ['14 de maio de 2024', ['both', 'one']],
      ['2024-05-14 beach', ['both', 'one']],
      ['march', ['other']],
      ['março', ['other']],
      ['beahc', ['both', 'one']],
      ['sumer', ['both']],
      ['summerr', ['both']],
      ['sommer', ['both']],
      ['unknown:beach', []],
      ['...', []],
    ];

    test('words, phrases, exclusions, fields, dates and typing errors', async () => {
      const date = '2024-05-14T10:00:00';
      await add(
        itemOf('both', { title: 'Summer at the beach', date }),
        itemOf('one', { title: 'Beach', date }),
        itemOf('other', {
          kind: 'audio',
          date: '2023-03-01T00:00:00',
          attributes: { tag: ['Heavy rain'] },
        }),
      );
      const answers = await Promise.all(queries.map(async ([q]) => [q, await found(q)]));
      expect(answers).toEqual(queries);
    });

    test('a title counts more than a description', async () => {
      await add(itemOf('a', { other: ['lighthouse'] }), itemOf('b', { title: 'lighthouse' }));
      expect(await listed({ q: 'lighthouse', sort: 'relevance' })).toEqual(['b', 'a']);
    });

    test('relevance needs a query', async () => {
      await expect(index.list({ sort: 'relevance' })).rejects.toMatchObject({ code: 'bad-filter' });
    });

    test('a query has a limited number of words', async () => {
      const q = Array.from({ length: 17 }, (_, at) => `w${at}`).join(' ');
      await expect(index.list({ q })).rejects.toMatchObject({ code: 'too-many-words' });
    });
  });
}
