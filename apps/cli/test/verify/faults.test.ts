import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openFixture, RENDITIONS } from './fixture.ts';

let fixture: Awaited<ReturnType<typeof openFixture>>;

beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

let made = 0;
/** Returns a unique id, in a sum bucket of its own unless one is given. */
const someId = (bucket = (++made).toString(16).padStart(4, '0')): string =>
  bucket + (++made).toString(16).padStart(60, '0');

const original = (id: string, kind = 'image') => `originals/${kind}/${id}`;
const rendition = (id: string, name = RENDITIONS[0]) => `r/${id}/${name}`;

const removeAllObjects = async (id: string) => {
  await fixture.remove('originals', original(id));
  for (const name of RENDITIONS) await fixture.remove('gallery', rendition(id, name));
};

const newItem = async (id = someId()) => {
  await fixture.addReadyItem(id);
  return id;
};

/** After each test the stack has no faults, and a stack without faults needs no re-check. */
afterEach(async () => {
  expect(await fixture.verify()).toEqual({ found: [], rechecked: 0, unchecked: 0 });
});

const deleteItems = (...ids: string[]) =>
  Promise.all(ids.map((id) => fixture.deleteItem(id, { whole: true })));

describe('missing objects are reported:', () => {
  test('an original whose renditions exist', async () => {
    const id = await newItem();
    await fixture.remove('originals', original(id));
    expect((await fixture.verify()).found).toEqual([`original-missing ${id}`]);
    await deleteItems(id);
  });

  test('the original and all renditions of an item', async () => {
    const id = await newItem();
    await removeAllObjects(id);
    const { found } = await fixture.verify();
    expect(found).toEqual([
      `original-missing ${id}`,
      `rendition-missing ${id}`,
      `rendition-missing ${id}`,
    ]);
    await deleteItems(id);
  });

  test('the originals of two items in a sum bucket with an intact item', async () => {
    const [one, two, whole] = [someId('abcd'), someId('abcd'), someId('abcd')];
    for (const id of [one, two, whole]) await newItem(id);
    await fixture.remove('originals', original(one));
    await fixture.remove('originals', original(two));
    const { found, rechecked } = await fixture.verify();
    expect(found).toEqual([`original-missing ${one}`, `original-missing ${two}`].toSorted());
    expect(rechecked).toBeGreaterThan(0);
    await deleteItems(one, two, whole);
  });

  test('one missing and one orphaned rendition in the same sum bucket', async () => {
    const [one, two] = [await newItem(someId('abcd')), await newItem(someId('abcd'))];
    await fixture.remove('gallery', rendition(one));
    await fixture.put('gallery', rendition(two, 'other.webp'));
    expect((await fixture.verify()).found).toEqual([
      `rendition-missing ${one}`,
      `rendition-orphaned ${rendition(two, 'other.webp')}`,
    ]);
    await deleteItems(one, two);
  });
});

describe('orphaned objects are reported:', () => {
  test('an original under another kind does not replace a missing one', async () => {
    const id = await newItem();
    await fixture.put('originals', original(id, 'audio'));
    expect((await fixture.verify()).found).toEqual([]);
    await fixture.remove('originals', original(id));
    expect((await fixture.verify()).found).toEqual([`original-missing ${id}`]);
    await deleteItems(id);
  });

  test('objects without an item and objects with an invalid key', async () => {
    const [kept, unknown] = [await newItem(), someId()];
    const keys = [original(unknown), 'originals/image/holiday.jpg'];
    const shown = [rendition(unknown), 'r/readme.txt', rendition(kept, 'other.webp')];
    for (const key of keys) await fixture.put('originals', key);
    for (const key of shown) await fixture.put('gallery', key);
    const { found } = await fixture.verify({ repair: true });
    expect(found).toEqual(
      [
        `item-missing ${keys[0]}`,
        `original-orphaned ${keys[1]}`,
        ...shown.map((key) => `rendition-orphaned ${key}`),
      ].toSorted(),
    );
    for (const key of keys) await fixture.remove('originals', key);
    await deleteItems(kept);
  });

  test('objects of an unfinished deletion, which repair finishes', async () => {
    const id = await newItem();
    await fixture.deleteItem(id, { whole: false });
    expect((await fixture.verify()).found).toEqual(
      [
        `deletion-unfinished ${id}`,
        `original-orphaned ${original(id)}`,
        ...RENDITIONS.map((name) => `rendition-orphaned ${rendition(id, name)}`),
      ].toSorted(),
    );
    expect((await fixture.verify({ repair: true })).found).toEqual([`deletion-unfinished ${id}`]);
  });
});

test('an item stuck in a spool or without a message is reported once', async () => {
  const [spooled, stored, lost] = [someId(), someId(), someId()];
  for (const id of [spooled, stored, lost]) {
    const record = await fixture.preRegister(id);
    if (id !== spooled) await fixture.putRecord(record);
  }
  await fixture.put('originals', original(stored));
  for (const id of [stored, lost]) await fixture.catalog.confirmStored(id, 1);
  expect((await fixture.verify()).found).toEqual(
    [`stuck ${spooled}`, `stuck ${stored}`, `stuck ${lost}`, `original-missing ${lost}`].toSorted(),
  );
  await deleteItems(spooled, stored, lost);
});

test('an item that changes during the passes is not reported', async () => {
  for (const pass of [0, 1, 2, 3]) {
    for (const whole of [true, false]) {
      const old = await newItem();
      const next = someId();
      const { found } = await fixture.verify({
        before: async (number) => {
          if (number !== pass) return;
          await fixture.deleteItem(old, { whole });
          await fixture.addReadyItem(next);
        },
      });
      expect({ pass, whole, found }).toEqual({ pass, whole, found: [] });
      await deleteItems(old, next);
    }
  }
});
