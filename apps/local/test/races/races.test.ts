import type { LivingRecord } from '@galeria/catalog';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { noise } from '../e2e/media.ts';
import { type Harness, openHarness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

let seed = 9000;
const accepted = () => harness.accepted(++seed);
/** Accepts the same bytes again, with the present state of the catalog. */
const again = () => harness.accepted(seed);

const original = (id: string) => `originals/image/${id}`;
const status = async (id: string) => (await harness.catalog.get(id))?.status;

/** Expects one version of the original and every recorded rendition. */
async function expectWhole(id: string, uploads: number) {
  const item = await harness.catalog.get(id);
  expect(item?.status).toBe('ready');
  expect(item?.uploads).toHaveLength(uploads);
  const objects = await harness.objects(id);
  const renditions = item!.renditions.map(({ name }) => `r/${id}/${name}`);
  expect(renditions.length).toBeGreaterThan(0);
  expect(objects.filter((key) => !key.endsWith('deleted')).toSorted()).toEqual(
    [original(id), ...renditions].toSorted(),
  );
}

/** Expects no row but the tombstone and no version of any object. */
async function expectGone(id: string) {
  expect(await harness.catalog.get(id)).toBeUndefined();
  expect(await harness.catalog.describe(id)).toMatchObject({ state: 'deleted' });
  expect(await harness.objects(id)).toEqual([]);
}

/** Returns a picture without its pixels, which fails permanently. */
const cutOff = async (seed: number) => {
  const whole = await noise(seed);
  return whole.subarray(0, whole.indexOf('ffda', 'hex'));
};

async function expectFailedOnce(id: string) {
  expect(await harness.messages()).toBe(0);
  const item = await harness.catalog.get(id);
  expect(item).toMatchObject({ status: 'failed', failure: { code: 'corrupt' } });
  expect(item?.attempts).toHaveLength(1);
}

describe('the same bytes uploaded', () => {
  test('twice at once on two cells give one item, one original and two uploads', async () => {
    const [one, two] = [await accepted(), await again()];
    const shipped = await Promise.all([harness.ship(one), harness.ship(two)]);
    expect(shipped.map(({ outcome }) => outcome)).toEqual(['shipped', 'shipped']);
    await Promise.all([harness.process(one.id), harness.process(one.id)]);
    await expectWhole(one.id, 2);
    expect((await harness.catalog.get(one.id))?.attempts).toHaveLength(1);
    await harness.messages();
  });

  test('while the first upload is processing queue no second message', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id, {
      derived: async () => {
        expect(await harness.ship(await again())).toMatchObject({ dispatched: false });
      },
    });
    await expectWhole(one.id, 2);
  });

  test('after a failure are processed again', async () => {
    const one = await accepted();
    await harness.ship(one);
    const taken = await harness.catalog.claim(one.id, {
      kind: 'image',
      owner: 'x',
      leaseSeconds: 9,
    });
    if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
    const end = { outcome: 'failed', durationMs: 1, memoryMiB: 1, coldStart: false } as const;
    await harness.catalog.fail(taken.claim, { code: 'corrupt', message: '', attempt: end });
    expect(await harness.process(one.id)).toBe('done');
    expect(await status(one.id)).toBe('failed');
    expect(await harness.ship(await again())).toMatchObject({ dispatched: true });
    expect(await harness.messages()).toBe(1);
    await harness.process(one.id);
    await expectWhole(one.id, 2);
  });

  test('and shipped repeatedly give one version of the record, and none after the deletion', async () => {
    const one = await accepted();
    const died = async () => {
      throw new Error('killed');
    };
    await expect(harness.ship(one, { stored: died })).rejects.toThrow('killed');
    await harness.ship(one);
    await harness.ship(one);
    expect(await harness.objects(one.upload)).toEqual([`uploads/${one.upload}.json`]);
    await harness.delete(one.id);
    expect(await harness.objects(one.upload)).toEqual([]);
    await expectGone(one.id);
    await harness.messages();
  });

  test('corrupt and processed before the shipper confirms give one attempt', async () => {
    const one = await harness.accepted(++seed, cutOff);
    const processed = () => harness.process(one.id);
    expect(await harness.ship(one, { stored: processed })).toMatchObject({
      stored: 'created',
      dispatched: false,
    });
    await expectFailedOnce(one.id);
  });

  test('corrupt and shipped again by a cell that died after storing the bytes give one attempt', async () => {
    const one = await harness.accepted(++seed, cutOff);
    const died = async () => {
      throw new Error('killed');
    };
    await expect(harness.ship(one, { stored: died })).rejects.toThrow('killed');
    await harness.process(one.id);
    expect(await harness.ship(one)).toMatchObject({ stored: 'repeated', dispatched: false });
    await expectFailedOnce(one.id);
  });

  test('corrupt on two cells and processed while the second ships give one attempt', async () => {
    const one = await harness.accepted(++seed, cutOff);
    const two = await harness.accepted(seed, cutOff);
    await harness.ship(one);
    const processed = () => harness.process(one.id);
    expect(await harness.ship(two, { registered: processed })).toMatchObject({
      stored: 'existed',
      dispatched: false,
    });
    await expectFailedOnce(one.id);
  });

  test('after a deletion start a new generation without data of the last one', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    await harness.delete(one.id);
    await expectGone(one.id);
    await harness.ship(await again());
    await harness.process(one.id);
    await expectWhole(one.id, 1);
  });

  test('with an unknown generation, spooled during a deletion on another cell, are kept', async () => {
    const one = await accepted();
    const unnamed = { ...(await again()), generation: null };
    await harness.ship(one);
    await harness.delete(one.id);
    expect(await harness.ship(unnamed)).toMatchObject({ outcome: 'shipped' });
    await harness.process(one.id);
    await expectWhole(one.id, 1);
    expect(await harness.catalog.describe(one.id)).toMatchObject({ generation: 2 });
  });

  test('during a deletion are stored after the deletion is finished', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    // The deleting cell died after the tombstone.
    await harness.catalog.beginDelete(one.id);
    expect(await harness.ship(await again())).toMatchObject({ outcome: 'shipped' });
    await harness.process(one.id);
    await expectWhole(one.id, 1);
  });
});

describe('a deletion', () => {
  test('of a file that is still spooled drops the file when it is shipped', async () => {
    const one = await accepted();
    await harness.delete(one.id);
    expect(await harness.ship(one)).toEqual({ outcome: 'dropped' });
    await expectGone(one.id);
  });

  describe.each([
    { which: 'one', remove: (id: string) => harness.delete(id) },
    {
      which: 'finishes another one that died after writing the tombstone',
      remove: async (id: string) => {
        await harness.catalog.beginDelete(id);
        await harness.delete(id);
      },
    },
  ])('($which)', ({ remove }) => {
    test('between the registration and the bytes removes the late bytes', async () => {
      const one = await accepted();
      const shipped = await harness.ship(one, { registered: () => remove(one.id) });
      expect(shipped).toEqual({ outcome: 'dropped' });
      await expectGone(one.id);
    });

    test('while renditions are published removes them', async () => {
      const one = await accepted();
      await harness.ship(one);
      await harness.process(one.id, { derived: () => remove(one.id) });
      await expectGone(one.id);
    });

    test('while a processor publishes renditions and then fails removes them', async () => {
      const one = await accepted();
      await harness.ship(one);
      const given = await harness.process(one.id, {
        derived: async () => {
          await remove(one.id);
          await harness.publish(one.id, '320.v4.webp');
          throw new Error('the disk is full');
        },
      });
      expect(given).toBe('retry later');
      await expectGone(one.id);
    });
  });

  test('that two cells finish at once spares a later generation', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    const deleted = await harness.catalog.beginDelete(one.id);
    await Promise.all([harness.erase(deleted!), harness.erase(deleted!), harness.erase(deleted!)]);
    await expectGone(one.id);
    await harness.ship(await again());
    await harness.erase(deleted!);
    await harness.process(one.id);
    await expectWhole(one.id, 1);
  });

  test('that was not finished, requested again after an upload, deletes that upload too', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    // The deleting cell died after the tombstone; the upload waits in another cell's spool.
    await harness.catalog.beginDelete(one.id);
    const between = await again();
    await harness.delete(one.id);
    await expectGone(one.id);
    expect(await harness.ship(between)).toEqual({ outcome: 'dropped' });
    await expectGone(one.id);
    await harness.ship(await again());
    await harness.process(one.id);
    await expectWhole(one.id, 1);
  });

  test('replaced by a later one ends only when everything is deleted', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    const first = await harness.catalog.beginDelete(one.id);
    await harness.catalog.beginDelete(one.id);
    await harness.erase(first!);
    await expectGone(one.id);
  });

  test('and a concurrent upload of the same bytes end consistently, twenty times', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    for (let round = 0; round < 20; round++) {
      const [, next] = await Promise.all([harness.delete(one.id), again()]);
      await harness.ship(next);
      await harness.process(one.id);
      const alive = (await status(one.id)) !== undefined;
      if (alive) await expectWhole(one.id, (await harness.catalog.get(one.id))!.uploads.length);
      else await expectGone(one.id);
    }
  });
});

describe('a dead letter of an item with another message in the queue', () => {
  test('marks the item as failed until that message is processed', async () => {
    const one = await accepted();
    await harness.ship(one);
    expect(await harness.catalog.markRetriesExhausted(one.id)).toBe('failed');
    expect(await status(one.id)).toBe('failed');
    expect(await harness.process(one.id)).toBe('done');
    await expectWhole(one.id, 1);
    expect(await harness.catalog.get(one.id)).not.toHaveProperty('failure');
  });

  test('changes nothing while that message is processed or after it succeeded', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id, {
      derived: async () => {
        expect(await harness.catalog.markRetriesExhausted(one.id)).toBe('busy');
      },
    });
    expect(await harness.catalog.markRetriesExhausted(one.id)).toBe('settled');
    await expectWhole(one.id, 1);
  });

  test('of an earlier generation marks the later one as failed until its own message is processed', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.delete(one.id);
    await harness.ship(await again());
    expect(await harness.catalog.markRetriesExhausted(one.id)).toBe('failed');
    await harness.process(one.id);
    await expectWhole(one.id, 1);
  });
});

describe('an old event', () => {
  test('after a deletion recreates nothing', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    await harness.delete(one.id);
    expect(await harness.process(one.id)).toBe('done');
    await expectGone(one.id);
  });

  test('of an earlier generation is not counted as an attempt of a later one', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    await harness.delete(one.id);
    await harness.ship(await again());
    await harness.process(one.id);
    const before = await harness.catalog.get(one.id);
    await Promise.all([harness.process(one.id), harness.process(one.id)]);
    expect(await harness.catalog.get(one.id)).toEqual(before);
    await expectWhole(one.id, 1);
  });

  test('is retried later while another processor holds the lease of the item', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id, {
      derived: async () => {
        expect(await harness.process(one.id)).toBe('retry later');
      },
    });
    await expectWhole(one.id, 1);
  });
});

describe('a rebuild', () => {
  /** Queues a ready item again as `galeria rebuild` does: status `stored`, then a message. */
  const ask = async (id: string) => {
    const seen = (await harness.catalog.readItems([id])).get(id) as LivingRecord;
    return harness.catalog.reprocess(id, seen);
  };

  test('requested twice runs once, and a repeated message is not an attempt', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    const asked = await Promise.all([ask(one.id), ask(one.id)]);
    expect(asked.filter((pending) => pending !== undefined)).toHaveLength(1);
    await Promise.all([harness.process(one.id), harness.process(one.id)]);
    await harness.process(one.id);
    await expectWhole(one.id, 1);
    expect((await harness.catalog.get(one.id))?.attempts).toHaveLength(2);
  });

  test('of an item that is deleted before its message arrives recreates nothing', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    await ask(one.id);
    await harness.delete(one.id);
    expect(await harness.process(one.id)).toBe('done');
    await expectGone(one.id);
  });

  test('of an item that was deleted and uploaded again does not change the new generation', async () => {
    const one = await accepted();
    await harness.ship(one);
    await harness.process(one.id);
    const seen = (await harness.catalog.readItems([one.id])).get(one.id) as LivingRecord;
    await harness.delete(one.id);
    await harness.ship(await again());
    await harness.process(one.id);
    expect(await harness.catalog.reprocess(one.id, seen)).toBeUndefined();
    await expectWhole(one.id, 1);
  });
});
