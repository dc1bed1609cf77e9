import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Catalog, UploadRecord } from '../src/index.ts';
import { ITEM_WORDS, PAGE_ROWS, QUERY_ROWS, QUERY_WORDS } from '../src/search/limits.ts';
import { postingKey } from '../src/table/schema.ts';
import { anEnd, anUpload, someId, startCatalog } from './table.ts';

let catalog: Catalog;
let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
  catalog = table.catalog;
});
const rows = (prefix?: string) => table.rows(prefix);
afterAll(() => table.stop());

/** A word for each test, which its items share and which has a posting list of its own. */
let mark = 'mark';
let tests = 0;
let minutes = 0;
beforeEach(() => {
  mark = `${String.fromCodePoint(0x61 + tests++)}zz`;
});

/** Registers an upload with a later time than all before it. */
async function added(name: string, more: Partial<UploadRecord> = {}): Promise<UploadRecord> {
  const receivedAt = new Date(Date.UTC(2026, 0, 1, 0, ++minutes)).toISOString();
  const upload = anUpload(someId(), { filename: `${mark} ${name}`, receivedAt, ...more });
  const { outcome } = await catalog.registerUpload(upload);
  expect(outcome).toBe('registered');
  return upload;
}

const names = async (q: string, more: { kind?: string; limit?: number; cursor?: string } = {}) => {
  const { items, cursor } = await catalog.search({ q, limit: 50, ...more });
  const found = items.map(({ original }) => original.filename.replace(`${mark} `, ''));
  return { found, cursor };
};

async function claimed(id: string) {
  const request = { kind: 'image' as const, owner: newUploadId(), leaseSeconds: 60 };
  const taken = await catalog.claim(id, request);
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  return taken.claim;
}

const completion = (metadata: Record<string, string>) => ({
  mimeType: 'image/jpeg',
  metadata: { format: 'jpeg', ...metadata },
  renditions: [],
  recipe: 'one',
  attempt: anEnd,
});

describe('a query', () => {
  test('finds items by the beginnings of their words, newest first', async () => {
    await added('Berlin 1.jpg');
    await added('Bergen.png');
    await added('Férias em Berlin.jpg');
    const both = ['Férias em Berlin.jpg', 'Berlin 1.jpg'];
    expect((await names(`${mark} BERLIN`)).found).toEqual(both);
    expect((await names(`berl ${mark}`)).found).toEqual(both);
    expect((await names(`${mark} ber`)).found).toEqual([both[0], 'Bergen.png', both[1]]);
    expect((await names(`${mark} ferias ber`)).found).toEqual([both[0]]);
    expect((await names(`${mark} em`)).found).toEqual([both[0]]);
    expect((await names(`${mark} png jpg`)).found).toEqual([]);
    expect((await names(`${mark} erlin`)).found).toEqual([]);
    expect((await names('nothing at all')).found).toEqual([]);
  });

  test('finds scripts of every kind', async () => {
    await added('東京駅の写真.jpg');
    await added('Ёлка на даче 🎄.jpg');
    await added('كِتَاب.jpg');
    for (const [q, name] of [
      ['東京', '東京駅の写真.jpg'],
      ['写', '東京駅の写真.jpg'],
      ['елка', 'Ёлка на даче 🎄.jpg'],
      ['🎄', 'Ёлка на даче 🎄.jpg'],
      ['\u202bكتاب', 'كِتَاب.jpg'],
    ]) {
      expect((await names(`${mark} ${q}`)).found).toEqual([name]);
    }
    expect((await names(`${mark} 京都`)).found).toEqual([]);
  });

  test('finds the metadata that its kind declares searchable, once the item is ready', async () => {
    const { id } = await added('a.jpg');
    expect((await names(`${mark} fuji`)).found).toEqual([]);
    const metadata = { title: 'Fujisan', software: 'Darktable' };
    await catalog.complete(await claimed(id), completion(metadata));
    expect((await names(`${mark} fuji`)).found).toEqual(['a.jpg']);
    expect((await names(`${mark} darktable`)).found).toEqual([]);
  });

  test('finds an item by every name that it was uploaded under', async () => {
    const { id } = await added('first.jpg');
    await catalog.registerUpload(anUpload(id, { filename: `${mark} second.jpg` }));
    expect((await names(`${mark} second`)).found).toEqual(['first.jpg']);
  });

  test('can be limited to one kind', async () => {
    await added('a.jpg');
    await added('b.ogg', { kind: 'audio' });
    expect((await names(mark, { kind: 'audio' })).found).toEqual(['b.ogg']);
    expect((await names(mark, { kind: 'document' })).found).toEqual([]);
  });

  test('without a word finds nothing; one with too many is rejected', async () => {
    await added('a.jpg');
    for (const q of ['', '  ', '!?#/…', '\u202e\u0000\ud800']) {
      expect(await catalog.search({ q, limit: 5 })).toEqual({ items: [] });
    }
    const words = Array.from({ length: QUERY_WORDS + 1 }, (_, at) => `w${at}`);
    await expect(catalog.search({ q: words.join(' '), limit: 5 })).rejects.toMatchObject({
      code: 'too-many-words',
    });
    expect((await names(`${mark} ${words.slice(2).join(' ')}`)).found).toEqual([]);
  });
});

describe('words', () => {
  const wordRows = async (id: string) =>
    (await rows()).filter((row) => row.words !== undefined && JSON.stringify(row).includes(id));

  test('written again change nothing', async () => {
    const upload = await added('twice.jpg');
    const before = await rows();
    await catalog.registerUpload(upload);
    expect(await rows()).toEqual(before);
    const claim = await claimed(upload.id);
    await catalog.complete(claim, completion({ title: 'Twice' }));
    const done = await wordRows(upload.id);
    await catalog.complete(claim, completion({ title: 'Twice' }));
    expect(await wordRows(upload.id)).toEqual(done);
  });

  test('are deleted with their item', async () => {
    const { id } = await added('gone.jpg');
    await catalog.complete(await claimed(id), completion({ title: 'Lost' }));
    expect((await wordRows(id)).length).toBe(5);
    const deletion = await catalog.beginDelete(id);
    expect((await names(mark)).found).toEqual([]);
    await catalog.settleDeletion(deletion!);
    expect(await wordRows(id)).toEqual([]);
  });

  test('of a deleted generation that are written late leave no row and touch no later generation', async () => {
    const first = await added('early.jpg');
    const { id } = first;
    // Registration, claim and completion run concurrently with the deletion, in any order of their writes.
    for (let round = 1; round <= 10; round++) {
      const generation = round;
      const upload = { ...first, upload: newUploadId(), generation };
      const claim = await claimed(id);
      await Promise.all([
        ...['one', 'two', 'three'].map((name) =>
          catalog.registerUpload({ ...upload, upload: newUploadId(), filename: `${mark} ${name}` }),
        ),
        catalog.complete(claim, completion({ title: `Generation ${mark}` })),
        catalog.beginDelete(id).then((deletion) => catalog.settleDeletion(deletion!)),
      ]);
      expect(await wordRows(id)).toEqual([]);
      const receivedAt = new Date().toISOString();
      const next = { ...upload, receivedAt, generation: generation + 1, filename: `${mark} later` };
      expect(await catalog.registerUpload(next)).toMatchObject({ outcome: 'registered' });
      expect((await names(mark)).found).toEqual(['later']);
      expect((await names(`${mark} generation`)).found).toEqual([]);
    }
  });

  test('are limited however many names an item has', async () => {
    const { id } = await added('0.jpg');
    const name = (at: number) =>
      Array.from({ length: 60 }, (_, word) => `n${at}w${word}`).join(' ');
    for (let at = 0; at < 20; at++)
      await catalog.registerUpload(anUpload(id, { filename: name(at) }));
    const [list] = (await rows(`MEDIA#${id}`)).filter(({ words }) => words);
    const { size } = list!.words as Set<string>;
    expect(size).toBeGreaterThanOrEqual(ITEM_WORDS);
    expect(size).toBeLessThan(ITEM_WORDS + 60);
    await catalog.complete(await claimed(id), completion({ title: 'Found all the same' }));
    expect((await names(`${mark} found all same`)).found).toEqual(['0.jpg']);
  });
});

describe('pages', () => {
  test('follow one another without a gap or a repetition, by one word and by two', async () => {
    const all: string[] = [];
    for (let at = 0; at < 12; at++) {
      const name = at % 3 === 0 ? `even ${at}.jpg` : `${at}.jpg`;
      await added(name);
      all.unshift(name);
    }
    expect(await inPages(mark)).toEqual(all);
    expect(await inPages(`${mark} even`)).toEqual(all.filter((name) => name.startsWith('even')));
  });

  test('read a limited number of rows and continue from there', async () => {
    const wanted = await added('wanted', { filename: `${mark}wanted` });
    // Newer items, whose words have the same beginning as the query.
    const others = Array.from({ length: QUERY_ROWS + 2 * PAGE_ROWS }, (_, at) => ({
      ...postingKey(mark, `2027-01-01T00:00:00.000Z#${String(at).padStart(64, '0')}`, 1),
      words: new Set([`${mark}other`]),
    }));
    await table.put(others);
    const first = await catalog.search({ q: `${mark}wanted`, limit: 5 });
    expect(first).toEqual({ items: [], cursor: expect.any(String) });
    const { cursor } = first;
    const second = await catalog.search({ q: `${mark}wanted`, limit: 5, cursor: cursor! });
    expect(second.items.map(({ id }) => id)).toEqual([wanted.id]);
  });

  test.each(['nonsense', '', Buffer.from('{"below":1}').toString('base64url'), 'W10'])(
    'do not begin at %p',
    async (cursor) => {
      await expect(catalog.search({ q: 'word', limit: 5, cursor })).rejects.toMatchObject({
        code: 'bad-cursor',
      });
    },
  );

  async function inPages(q: string): Promise<string[]> {
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await names(q, { limit: 2, ...(cursor ? { cursor } : {}) });
      expect(page.found.length).toBeLessThanOrEqual(2);
      pages.push(...page.found);
      cursor = page.cursor;
    } while (cursor);
    return pages;
  }
});
