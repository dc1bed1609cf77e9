import type { LivingRecord } from '@galeria/catalog';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { noise } from '../e2e/media.ts';
import { type House, openHouse } from './house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let seed = 9000;
const accepted = () => house.accepted(++seed);
/** The same bytes once more, accepted as the catalog stands now. */
const again = () => house.accepted(seed);

const original = (id: string) => `originals/image/${id}`;
const status = async (id: string) => (await house.catalog.get(id))?.status;

/** Alive and whole: one version of the original, and every recorded rendition. */
async function expectWhole(id: string, uploads: number) {
  const item = await house.catalog.get(id);
  expect(item?.status).toBe('ready');
  expect(item?.uploads).toHaveLength(uploads);
  const objects = await house.objects(id);
  const renditions = item!.renditions.map(({ name }) => `r/${id}/${name}`);
  expect(renditions.length).toBeGreaterThan(0);
  expect(objects.filter((key) => !key.endsWith('deleted')).toSorted()).toEqual(
    [original(id), ...renditions].toSorted(),
  );
}

/** Gone: no record but the tombstone, and not one version of one object. */
async function expectGone(id: string) {
  expect(await house.catalog.get(id)).toBeUndefined();
  expect(await house.catalog.describe(id)).toMatchObject({ state: 'deleted' });
  expect(await house.objects(id)).toEqual([]);
}

/** Half of a picture: its file is at fault. */
const cutOff = async (seed: number) => {
  const whole = await noise(seed);
  return whole.subarray(0, whole.length / 2);
};

async function expectFailedOnce(id: string) {
  expect(await house.messages()).toBe(0);
  const item = await house.catalog.get(id);
  expect(item).toMatchObject({ status: 'failed', failure: { code: 'corrupt' } });
  expect(item?.attempts).toHaveLength(1);
}

describe('the same bytes', () => {
  test('twice at once, on two cells: one item, one original, two uploads', async () => {
    const [one, two] = [await accepted(), await again()];
    const shipped = await Promise.all([house.ship(one), house.ship(two)]);
    expect(shipped.map(({ outcome }) => outcome)).toEqual(['shipped', 'shipped']);
    await Promise.all([house.process(one.id), house.process(one.id)]);
    await expectWhole(one.id, 2);
    expect((await house.catalog.get(one.id))?.attempts).toHaveLength(1);
    await house.messages();
  });

  test('while the first is processing: nobody is asked to process it again', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id, {
      derived: async () => {
        expect(await house.ship(await again())).toMatchObject({ dispatched: false });
      },
    });
    await expectWhole(one.id, 2);
  });

  test('after it failed: it is processed again', async () => {
    const one = await accepted();
    await house.ship(one);
    const taken = await house.catalog.claim(one.id, { kind: 'image', owner: 'x', leaseSeconds: 9 });
    if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
    const end = { outcome: 'failed', durationMs: 1, memoryMiB: 1, coldStart: false } as const;
    await house.catalog.fail(taken.claim, { code: 'corrupt', message: '', attempt: end });
    expect(await house.process(one.id)).toBe('done');
    expect(await status(one.id)).toBe('failed');
    expect(await house.ship(await again())).toMatchObject({ dispatched: true });
    expect(await house.messages()).toBe(1);
    await house.process(one.id);
    await expectWhole(one.id, 2);
  });

  test('shipped again and again: one version of the record, and none once it is deleted', async () => {
    const one = await accepted();
    const died = async () => {
      throw new Error('killed');
    };
    await expect(house.ship(one, { stored: died })).rejects.toThrow('killed');
    await house.ship(one);
    await house.ship(one);
    expect(await house.objects(one.upload)).toEqual([`uploads/${one.upload}.json`]);
    await house.delete(one.id);
    expect(await house.objects(one.upload)).toEqual([]);
    await expectGone(one.id);
    await house.messages();
  });

  test('corrupt, and processed before its shipper looks again: one attempt', async () => {
    const one = await house.accepted(++seed, cutOff);
    const processed = () => house.process(one.id);
    expect(await house.ship(one, { stored: processed })).toMatchObject({
      stored: 'created',
      dispatched: false,
    });
    await expectFailedOnce(one.id);
  });

  test('corrupt, shipped again by a cell that died after the bytes were stored: one attempt', async () => {
    const one = await house.accepted(++seed, cutOff);
    const died = async () => {
      throw new Error('killed');
    };
    await expect(house.ship(one, { stored: died })).rejects.toThrow('killed');
    await house.process(one.id);
    expect(await house.ship(one)).toMatchObject({ stored: 'repeated', dispatched: false });
    await expectFailedOnce(one.id);
  });

  test('corrupt, on two cells, processed while the second ships: one attempt', async () => {
    const one = await house.accepted(++seed, cutOff);
    const two = await house.accepted(seed, cutOff);
    await house.ship(one);
    const processed = () => house.process(one.id);
    expect(await house.ship(two, { registered: processed })).toMatchObject({
      stored: 'existed',
      dispatched: false,
    });
    await expectFailedOnce(one.id);
  });

  test('after it was deleted: a new life, with nothing of the last one', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    await house.delete(one.id);
    await expectGone(one.id);
    await house.ship(await again());
    await house.process(one.id);
    await expectWhole(one.id, 1);
  });

  test('of an unknown generation, in a spool during a deletion elsewhere: kept', async () => {
    const one = await accepted();
    const unnamed = { ...(await again()), generation: null };
    await house.ship(one);
    await house.delete(one.id);
    expect(await house.ship(unnamed)).toMatchObject({ outcome: 'shipped' });
    await house.process(one.id);
    await expectWhole(one.id, 1);
    expect(await house.catalog.describe(one.id)).toMatchObject({ generation: 2 });
  });

  test('while it is being deleted: the deletion is ended first', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    // The deleting cell died after the tombstone.
    await house.catalog.beginDelete(one.id);
    expect(await house.ship(await again())).toMatchObject({ outcome: 'shipped' });
    await house.process(one.id);
    await expectWhole(one.id, 1);
  });
});

describe('a deletion', () => {
  test('of what a spool still holds: it is dropped when its turn comes', async () => {
    const one = await accepted();
    await house.delete(one.id);
    expect(await house.ship(one)).toEqual({ outcome: 'dropped' });
    await expectGone(one.id);
  });

  describe.each([
    { which: 'one', remove: (id: string) => house.delete(id) },
    {
      which: 'one that ends another, which died after the tombstone',
      remove: async (id: string) => {
        await house.catalog.beginDelete(id);
        await house.delete(id);
      },
    },
  ])('($which)', ({ remove }) => {
    test('between the registration and the bytes: what arrived late is taken away', async () => {
      const one = await accepted();
      const shipped = await house.ship(one, { registered: () => remove(one.id) });
      expect(shipped).toEqual({ outcome: 'dropped' });
      await expectGone(one.id);
    });

    test('while its renditions are being published: they are withdrawn', async () => {
      const one = await accepted();
      await house.ship(one);
      await house.process(one.id, { derived: () => remove(one.id) });
      await expectGone(one.id);
    });

    test('while they are being published, by a processor that then fails: they are withdrawn', async () => {
      const one = await accepted();
      await house.ship(one);
      const given = await house.process(one.id, {
        derived: async () => {
          await remove(one.id);
          await house.publish(one.id, '320.v3.webp');
          throw new Error('the disk is full');
        },
      });
      expect(given).toBe('given back');
      await expectGone(one.id);
    });
  });

  test('while another cell ends it too: both end, and a later life is not hit', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    const burial = await house.catalog.beginDelete(one.id);
    await Promise.all([house.erase(burial!), house.erase(burial!), house.erase(burial!)]);
    await expectGone(one.id);
    await house.ship(await again());
    await house.erase(burial!);
    await house.process(one.id);
    await expectWhole(one.id, 1);
  });

  test('that was not ended, asked for again after an upload: that upload goes too', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    // The deleting cell died after the tombstone; the upload waits in another cell's spool.
    await house.catalog.beginDelete(one.id);
    const between = await again();
    await house.delete(one.id);
    await expectGone(one.id);
    expect(await house.ship(between)).toEqual({ outcome: 'dropped' });
    await expectGone(one.id);
    await house.ship(await again());
    await house.process(one.id);
    await expectWhole(one.id, 1);
  });

  test('that a later one takes the place of: both end only when all is gone', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    const first = await house.catalog.beginDelete(one.id);
    await house.catalog.beginDelete(one.id);
    await house.erase(first!);
    await expectGone(one.id);
  });

  test('and an upload of the same bytes while it runs, twenty times over', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    for (let round = 0; round < 20; round++) {
      const [, next] = await Promise.all([house.delete(one.id), again()]);
      await house.ship(next);
      await house.process(one.id);
      const alive = (await status(one.id)) !== undefined;
      if (alive) await expectWhole(one.id, (await house.catalog.get(one.id))!.uploads.length);
      else await expectGone(one.id);
    }
  });
});

describe('a message that was given up, while another one of its item waits', () => {
  test('fails it only until that one comes', async () => {
    const one = await accepted();
    await house.ship(one);
    expect(await house.catalog.exhaust(one.id)).toBe('failed');
    expect(await status(one.id)).toBe('failed');
    expect(await house.process(one.id)).toBe('done');
    await expectWhole(one.id, 1);
    expect(await house.catalog.get(one.id)).not.toHaveProperty('failure');
  });

  test('has nothing to say while that one is worked on, or once it is done', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id, {
      derived: async () => {
        expect(await house.catalog.exhaust(one.id)).toBe('busy');
      },
    });
    expect(await house.catalog.exhaust(one.id)).toBe('settled');
    await expectWhole(one.id, 1);
  });

  test('in an earlier life, fails the later one only until its own comes', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.delete(one.id);
    await house.ship(await again());
    expect(await house.catalog.exhaust(one.id)).toBe('failed');
    await house.process(one.id);
    await expectWhole(one.id, 1);
  });
});

describe('an old event', () => {
  test('after a deletion brings nothing back', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    await house.delete(one.id);
    expect(await house.process(one.id)).toBe('done');
    await expectGone(one.id);
  });

  test('of an earlier life, in a later one, is no attempt', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    await house.delete(one.id);
    await house.ship(await again());
    await house.process(one.id);
    const before = await house.catalog.get(one.id);
    await Promise.all([house.process(one.id), house.process(one.id)]);
    expect(await house.catalog.get(one.id)).toEqual(before);
    await expectWhole(one.id, 1);
  });

  test('while another processor works on its item is given back', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id, {
      derived: async () => {
        expect(await house.process(one.id)).toBe('given back');
      },
    });
    await expectWhole(one.id, 1);
  });
});

describe('a rebuild', () => {
  /** What the tool does for an item that is ready: it is `stored` again, and a message follows. */
  const ask = async (id: string) => {
    const seen = (await house.catalog.readItems([id])).get(id) as LivingRecord;
    return house.catalog.reprocess(id, seen);
  };

  test('that two ask for is one, and its message repeated is no attempt', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    const asked = await Promise.all([ask(one.id), ask(one.id)]);
    expect(asked.filter((pending) => pending !== undefined)).toHaveLength(1);
    await Promise.all([house.process(one.id), house.process(one.id)]);
    await house.process(one.id);
    await expectWhole(one.id, 1);
    expect((await house.catalog.get(one.id))?.attempts).toHaveLength(2);
  });

  test('of an item that is deleted before its message comes brings nothing back', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    await ask(one.id);
    await house.delete(one.id);
    expect(await house.process(one.id)).toBe('done');
    await expectGone(one.id);
  });

  test('of what was deleted and uploaded anew meanwhile leaves the new life alone', async () => {
    const one = await accepted();
    await house.ship(one);
    await house.process(one.id);
    const seen = (await house.catalog.readItems([one.id])).get(one.id) as LivingRecord;
    await house.delete(one.id);
    await house.ship(await again());
    await house.process(one.id);
    expect(await house.catalog.reprocess(one.id, seen)).toBeUndefined();
    await expectWhole(one.id, 1);
  });
});
