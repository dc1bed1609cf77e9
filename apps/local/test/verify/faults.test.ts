import type { LivingRecord } from '@galeria/catalog';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openGarden, RENDITIONS } from './planted.ts';

let garden: Awaited<ReturnType<typeof openGarden>>;

beforeAll(async () => {
  garden = await openGarden();
});
afterAll(() => garden.close());

let made = 0;
/** An id that no other call gives, in a bucket of its own unless told. */
const someId = (bucket = (++made).toString(16).padStart(4, '0')): string =>
  bucket + (++made).toString(16).padStart(60, '0');

const original = (id: string, kind = 'image') => `originals/${kind}/${id}`;
const rendition = (id: string, name = RENDITIONS[0]) => `r/${id}/${name}`;

const everythingOf = async (id: string) => {
  await garden.remove('originals', original(id));
  for (const name of RENDITIONS) await garden.remove('gallery', rendition(id, name));
};

const planted = async (id = someId()) => {
  await garden.plant(id);
  return id;
};

/** Each test leaves nothing wrong behind, and what is whole is not looked at one by one. */
afterEach(async () => {
  expect(await garden.verify()).toEqual({ found: [], again: 0, unjudged: 0 });
});

const buried = (...ids: string[]) => Promise.all(ids.map((id) => garden.bury(id, { whole: true })));

describe('objects that are gone', () => {
  test('an original, its renditions still there', async () => {
    const id = await planted();
    await garden.remove('originals', original(id));
    expect((await garden.verify()).found).toEqual([`original-missing ${id}`]);
    await buried(id);
  });

  test('all of an item, which no listing meets', async () => {
    const id = await planted();
    await everythingOf(id);
    const { found } = await garden.verify();
    expect(found).toEqual([
      `original-missing ${id}`,
      `rendition-missing ${id}`,
      `rendition-missing ${id}`,
    ]);
    await buried(id);
  });

  test('of two items that share a bucket with a third, of which nothing is said', async () => {
    const [one, two, whole] = [someId('abcd'), someId('abcd'), someId('abcd')];
    for (const id of [one, two, whole]) await planted(id);
    await garden.remove('originals', original(one));
    await garden.remove('originals', original(two));
    const { found, again } = await garden.verify();
    expect(found).toEqual([`original-missing ${one}`, `original-missing ${two}`].toSorted());
    expect(again).toBeGreaterThan(0);
    await buried(one, two, whole);
  });

  test('one for another: the sums of a bucket do not make up for each other', async () => {
    const [one, two] = [await planted(someId('abcd')), await planted(someId('abcd'))];
    await garden.remove('gallery', rendition(one));
    await garden.put('gallery', rendition(two, 'other.webp'));
    expect((await garden.verify()).found).toEqual([
      `rendition-missing ${one}`,
      `rendition-orphaned ${rendition(two, 'other.webp')}`,
    ]);
    await buried(one, two);
  });
});

describe('objects that should not be there', () => {
  test('under another kind than their item: they stand for nothing', async () => {
    const id = await planted();
    await garden.put('originals', original(id, 'audio'));
    expect((await garden.verify()).found).toEqual([]);
    await garden.remove('originals', original(id));
    expect((await garden.verify()).found).toEqual([`original-missing ${id}`]);
    await buried(id);
  });

  test('of no item, or under a name that none can have', async () => {
    const [kept, unknown] = [await planted(), someId()];
    const keys = [original(unknown), 'originals/image/holiday.jpg'];
    const shown = [rendition(unknown), 'r/readme.txt', rendition(kept, 'other.webp')];
    for (const key of keys) await garden.put('originals', key);
    for (const key of shown) await garden.put('gallery', key);
    const { found } = await garden.verify({ repair: true });
    expect(found).toEqual(
      [
        `item-missing ${keys[0]}`,
        `original-orphaned ${keys[1]}`,
        ...shown.map((key) => `rendition-orphaned ${key}`),
      ].toSorted(),
    );
    for (const key of keys) await garden.remove('originals', key);
    await buried(kept);
  });

  test('of a deletion that was begun long ago, which is then ended', async () => {
    const id = await planted();
    await garden.bury(id, { whole: false });
    expect((await garden.verify()).found).toEqual(
      [
        `deletion-unfinished ${id}`,
        `original-orphaned ${original(id)}`,
        ...RENDITIONS.map((name) => `rendition-orphaned ${rendition(id, name)}`),
      ].toSorted(),
    );
    expect((await garden.verify({ repair: true })).found).toEqual([`deletion-unfinished ${id}`]);
  });
});

test('words that an item lacks, in its list, in the index or in both, are told once and put back', async () => {
  const [unlisted, unfound, neither] = [await planted(), await planted(), await planted()];
  for (const id of [unlisted, neither]) {
    await garden.catalog.removeWordRow({ pk: `MEDIA#${id}`, sk: 'WORDS#1' });
  }
  for (const id of [unfound, neither]) {
    const { listedAt } = (await garden.catalog.readItems([id])).get(id) as LivingRecord;
    await garden.catalog.removeWordRow({ pk: 'WORD#sea', sk: `${listedAt}#1` });
  }
  const missing = [unlisted, unfound, neither].map((id) => `words-missing ${id}`);
  expect((await garden.verify({ repair: true })).found).toEqual(missing.toSorted());
  expect((await garden.verify()).found).toEqual([]);
  await buried(unlisted, unfound, neither);
});

test('an item that waits, in a spool or in no queue, is told once', async () => {
  const [spooled, stored, lost] = [someId(), someId(), someId()];
  for (const id of [spooled, stored, lost]) {
    const record = await garden.announce(id);
    if (id !== spooled) await garden.putRecord(record);
  }
  await garden.put('originals', original(stored));
  for (const id of [stored, lost]) await garden.catalog.confirmStored(id, 1);
  expect((await garden.verify()).found).toEqual(
    [`stuck ${spooled}`, `stuck ${stored}`, `stuck ${lost}`, `original-missing ${lost}`].toSorted(),
  );
  await buried(spooled, stored, lost);
});

test('an item that changes while the walks go on is not held against anybody', async () => {
  for (const walk of [0, 1, 2, 3]) {
    for (const whole of [true, false]) {
      const old = await planted();
      const next = someId();
      const { found } = await garden.verify({
        before: async (number) => {
          if (number !== walk) return;
          await garden.bury(old, { whole });
          await garden.plant(next);
        },
      });
      expect({ walk, whole, found }).toEqual({ walk, whole, found: [] });
      await buried(old, next);
    }
  }
});
