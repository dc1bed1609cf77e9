import { type Metadata, newUploadId } from '@galeria/media';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Catalog } from '../src/index.ts';
import { anEnd, anUpload, someId, startCatalog } from './table.ts';

let catalog: Catalog;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ catalog, stop } = await startCatalog());
});
afterAll(() => stop());

const lease = (owner = newUploadId()) => ({ kind: 'image' as const, owner, leaseSeconds: 60 });

/** Claims an item, which is `processing` afterwards. */
async function claimed(id: string, owner?: string) {
  const outcome = await catalog.claim(id, lease(owner));
  if (outcome.outcome !== 'claimed') throw new Error(`not claimed: ${outcome.outcome}`);
  return outcome.claim;
}

async function ready(id: string) {
  await catalog.registerUpload(anUpload(id));
  await catalog.confirmStored(id, 1);
  const done = await catalog.complete(await claimed(id), {
    mimeType: 'image/jpeg',
    metadata: { format: 'jpeg', width: 4 },
    renditions: [{ name: '320.v1.webp', mimeType: 'image/webp', width: 4, height: 3, size: 99 }],
    recipe: 'one',
    attempt: anEnd,
  });
  expect(done).toBe(true);
}

async function deleteItem(id: string) {
  const deleted = await catalog.beginDelete(id);
  if (!deleted) throw new Error('not deleted');
  await catalog.settleDeletion(deleted);
  return deleted;
}

test('an item keeps its note until it becomes ready without one', async () => {
  const id = someId();
  const note = { code: 'animation-still', message: 'Only the first frame is shown' } as const;
  const made = { renditions: [], recipe: 'one', attempt: anEnd };
  const completion = { mimeType: 'image/apng', metadata: { format: 'jpeg' }, ...made };
  await catalog.registerUpload(anUpload(id));
  await catalog.confirmStored(id, 1);
  await catalog.complete(await claimed(id), { ...completion, note });
  expect(await catalog.get(id)).toMatchObject({ status: 'ready', note });
  const deletion = await deleteItem(id);
  await catalog.registerUpload({ ...anUpload(id), generation: deletion.generation + 1 });
  await catalog.confirmStored(id, deletion.generation + 1);
  await catalog.complete(await claimed(id), completion);
  expect(await catalog.get(id)).not.toHaveProperty('note');
});

test.each([
  ['a field that the schema lacks', { format: 'jpeg', shutter: 1 }],
  ['a field of another type', { format: 'jpeg', width: '4' }],
  ['no field of those required', {}],
])('with `checkMetadata`, metadata with %s is refused and not written', async (_, metadata) => {
  const id = someId();
  const claim = await claimed(id);
  const completion = {
    ...{ mimeType: 'image/jpeg', metadata: metadata as Metadata<'image'> },
    ...{ renditions: [], recipe: 'one', attempt: anEnd },
  };
  await expect(catalog.complete(claim, completion)).rejects.toMatchObject({ code: 'bad-metadata' });
  expect(await catalog.get(id)).toMatchObject({ status: 'processing', metadata: {} });
  expect(await catalog.complete(claim, { ...completion, metadata: { format: 'jpeg' } })).toBe(true);
});

describe('an upload', () => {
  test('creates its item; registering it again changes nothing', async () => {
    const upload = anUpload(someId());
    expect(await catalog.registerUpload(upload)).toEqual({
      outcome: 'registered',
      generation: 1,
      status: 'received',
    });
    const first = await catalog.get(upload.id);
    await catalog.registerUpload(upload);
    expect(await catalog.get(upload.id)).toEqual(first);
    expect(first).toMatchObject({
      status: 'received',
      original: { size: 1234, mimeType: 'image/jpeg', filename: 'férias na praia 🏖.jpg' },
      uploads: [upload],
    });
  });

  test('of the same bytes belongs to the same item', async () => {
    const id = someId();
    const [one, two] = [anUpload(id), anUpload(id, { filename: 'other.jpg' })];
    await Promise.all([catalog.registerUpload(one), catalog.registerUpload(two)]);
    const item = await catalog.get(id);
    expect(item?.uploads.map(({ upload }) => upload).toSorted()).toEqual(
      [one.upload, two.upload].toSorted(),
    );
  });

  test('that is confirmed makes a received item stored, and changes no later status', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    expect(await catalog.confirmStored(id, 1)).toMatchObject({ state: 'alive', status: 'stored' });
    await claimed(id);
    expect(await catalog.confirmStored(id, 1)).toMatchObject({ status: 'processing' });
    expect(await catalog.confirmStored(id, 0)).toEqual({ state: 'newer' });
  });
});

describe('a claim', () => {
  test('succeeds for one of several concurrent owners', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => catalog.claim(id, lease())));
    expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'busy')).toHaveLength(7);
    expect((await catalog.get(id))?.attempts).toHaveLength(1);
  });

  test('of a settled item fails and records no attempt', async () => {
    const id = someId();
    await ready(id);
    const before = await catalog.get(id);
    expect(await catalog.claim(id, lease())).toEqual({ outcome: 'settled' });
    expect(await catalog.get(id)).toEqual(before);
  });

  test('succeeds once the lease has lapsed, and the first owner can record nothing any more', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    const first = await claimed(id);
    const later = Date.now() + 61_000;
    const second = await catalog.claim(id, { ...lease(), now: later });
    expect(second.outcome).toBe('claimed');
    const late = await catalog.fail(first, { code: 'corrupt', message: 'x', attempt: anEnd });
    expect(late).toBe(false);
    expect(await catalog.get(id)).toMatchObject({ status: 'processing' });
    const [superseded] = (await catalog.get(id))?.attempts ?? [];
    expect(superseded?.outcome).toBe('superseded');
  });

  test('that is renewed keeps its lease, and others learn when it lapses', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    const claim = await claimed(id);
    expect(await catalog.renew(claim, 600)).toBe(true);
    const now = Date.now() + 61_000;
    const other = await catalog.claim(id, { ...lease(), now });
    expect(other).toEqual({ outcome: 'busy', seconds: expect.any(Number) });
    expect((other as { seconds: number }).seconds).toBeGreaterThan(500);
    expect(await catalog.renew({ ...claim, owner: newUploadId() }, 600)).toBe(false);
  });

  test('by a clock that is an hour ahead, or was set back since, blocks no other claim', async () => {
    const [taken, givenUp, stored] = [someId(), someId(), someId()];
    const hourAhead = Date.now() + 3_600_000;
    const [first] = await Promise.all(
      [taken, givenUp, stored].map(async (id) => {
        await catalog.registerUpload(anUpload(id));
        return catalog.claim(id, { ...lease(), now: hourAhead });
      }),
    );
    expect((await catalog.claim(taken, lease())).outcome).toBe('claimed');
    expect(await catalog.markRetriesExhausted(givenUp)).toBe('failed');
    expect(await catalog.confirmStored(stored, 1)).toMatchObject({ leaseLapsed: true });
    // Its owner may still be at work; its result is discarded.
    if (first?.outcome !== 'claimed') throw new Error(first?.outcome);
    const late = await catalog.fail(first.claim, { code: 'corrupt', message: '', attempt: anEnd });
    expect(late).toBe(false);
    expect((await catalog.get(taken))?.status).toBe('processing');
  });

  test('that is released lets another claim succeed at once', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    await catalog.release(await claimed(id), { attempt: { ...anEnd, outcome: 'transient' } });
    expect((await catalog.claim(id, lease())).outcome).toBe('claimed');
  });

  test('of an original without a registered upload creates its item', async () => {
    const id = someId();
    await claimed(id);
    expect(await catalog.get(id)).toMatchObject({
      kind: 'image',
      status: 'processing',
      uploads: [],
    });
  });
});

describe('a failure', () => {
  test('has a code, and a requeue makes the item claimable again', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    const failure = { code: 'corrupt', message: 'half a picture' } as const;
    await catalog.fail(await claimed(id), { ...failure, attempt: { ...anEnd, outcome: 'failed' } });
    expect(await catalog.get(id)).toMatchObject({ status: 'failed', failure });
    expect((await catalog.claim(id, lease())).outcome).toBe('settled');
    expect(await catalog.requeue(id, 1)).toMatchObject({ id, generation: 1 });
    expect((await catalog.claim(id, lease())).outcome).toBe('claimed');
    expect(await catalog.requeue(id, 1)).toBeUndefined();
  });
});

describe('a processing message', () => {
  const undispatched = async () =>
    (await catalog.findUndispatched({ limit: 100 })).map(({ id }) => id);

  async function failed() {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    await catalog.fail(await claimed(id), { code: 'corrupt', message: '', attempt: anEnd });
    return id;
  }

  test('counts as not sent until it is confirmed', async () => {
    const id = await failed();
    const pending = await catalog.requeue(id, 1);
    expect(await undispatched()).toContain(id);
    expect(await catalog.confirmDispatch(pending!)).toBe(true);
    expect(await undispatched()).not.toContain(id);
    expect(await catalog.get(id)).toMatchObject({ status: 'stored' });
  });

  test('can be requested again until it is confirmed as sent', async () => {
    const id = await failed();
    await catalog.requeue(id, 1);
    const again = await catalog.requeue(id, 1);
    expect(again).toBeDefined();
    await catalog.confirmDispatch(again!);
    expect(await catalog.requeue(id, 1)).toBeUndefined();
  });

  test('is not confirmed by the token of an earlier one', async () => {
    const id = await failed();
    const first = await catalog.requeue(id, 1);
    await catalog.fail(await claimed(id), { code: 'corrupt', message: '', attempt: anEnd });
    await catalog.requeue(id, 1);
    expect(await catalog.confirmDispatch(first!)).toBe(false);
    expect(await undispatched()).toContain(id);
  });

  test('is not sent again once its item is claimed, failed or deleted', async () => {
    const [taken, givenUp, gone] = [await failed(), await failed(), await failed()];
    const pending = await Promise.all([taken, givenUp, gone].map((id) => catalog.requeue(id, 1)));
    await claimed(taken);
    await catalog.markRetriesExhausted(givenUp);
    await deleteItem(gone);
    const found = await undispatched();
    for (const id of [taken, givenUp, gone]) expect(found).not.toContain(id);
    for (const one of pending) expect(await catalog.confirmDispatch(one!)).toBe(false);
  });
});

describe('a stuck item', () => {
  const minutes = (count: number) => Date.now() + count * 60_000;
  const found = async (now: number) =>
    (await catalog.findStuck({ limit: 100, now })).map(({ id }) => id);

  test('is one whose lease lapsed long ago; one of several callers has it processed again', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    await claimed(id);
    expect(await found(minutes(5))).not.toContain(id);
    expect(await found(minutes(12))).toContain(id);
    const [stuck] = (await catalog.findStuck({ limit: 100, now: minutes(12) })).filter(
      (item) => item.id === id,
    );
    const asked = await Promise.all([catalog.reprocess(id, stuck!), catalog.reprocess(id, stuck!)]);
    expect(asked.filter((pending) => pending !== undefined)).toHaveLength(1);
    expect(await found(minutes(12))).not.toContain(id);
    expect((await catalog.claim(id, lease())).outcome).toBe('claimed');
  });

  test('is one that has been stored for hours, but none that is settled, deleted or in a spool', async () => {
    const [stored, spooled, done, gone] = [someId(), someId(), someId(), someId()];
    for (const id of [stored, spooled, gone]) await catalog.registerUpload(anUpload(id));
    await ready(done);
    await catalog.confirmStored(stored, 1);
    await catalog.confirmStored(gone, 1);
    await deleteItem(gone);
    const ids = await found(minutes(7 * 60));
    expect(ids).toContain(stored);
    for (const id of [spooled, done, gone]) expect(ids).not.toContain(id);
  });
});

describe('a deletion', () => {
  test('leaves a tombstone that blocks events and earlier uploads', async () => {
    const id = someId();
    const early = anUpload(id, { generation: 1 });
    await ready(id);
    await deleteItem(id);
    expect(await catalog.get(id)).toBeUndefined();
    expect(await catalog.claim(id, lease())).toEqual({ outcome: 'deleted' });
    expect(await catalog.registerUpload(early)).toEqual({ outcome: 'deleted', generation: 1 });
    expect(await catalog.describe(id)).toEqual({ state: 'deleted', generation: 1 });
  });

  test('is settled before a later upload starts a new generation', async () => {
    const id = someId();
    await ready(id);
    const deletion = await catalog.beginDelete(id);
    const later = anUpload(id, { generation: 2 });
    expect(await catalog.registerUpload(later)).toEqual({ outcome: 'deleting', generation: 1 });
    await catalog.settleDeletion(deletion!);
    expect(await catalog.registerUpload(later)).toEqual({
      outcome: 'registered',
      generation: 2,
      status: 'received',
    });
    const item = await catalog.get(id);
    expect(item?.uploads).toHaveLength(1);
    expect(item?.renditions).toEqual([]);
    expect(await catalog.stillDeleting(deletion!)).toBe(false);
    expect(await catalog.reopenDelete(deletion!)).toBeUndefined();
  });

  test('that was not settled is replaced by the next one, which includes uploads accepted in between', async () => {
    const id = someId();
    await ready(id);
    const first = await catalog.beginDelete(id);
    const between = anUpload(id, { generation: 2 });
    const second = await catalog.beginDelete(id);
    expect([first?.generation, second?.generation]).toEqual([1, 2]);
    expect(await catalog.stillDeleting(first!)).toBe(false);
    expect(await catalog.reopenDelete(first!)).toEqual({ deleted: second, reopened: false });
    expect(await catalog.settleDeletion(first!)).toBe(false);
    expect(await catalog.settleDeletion(second!)).toBe(true);
    expect(await catalog.settleDeletion(second!)).toBe(true);
    expect(await catalog.registerUpload(between)).toEqual({ outcome: 'deleted', generation: 2 });
    expect(await catalog.reopenDelete(first!)).toEqual({ deleted: second, reopened: true });
    await catalog.settleDeletion(second!);
    const later = anUpload(id, { generation: 3 });
    expect(await catalog.registerUpload(later)).toMatchObject({ generation: 3 });
    expect(await catalog.reopenDelete(first!)).toBeUndefined();
  });

  test('covers a generation that only its caller has seen', async () => {
    const id = someId();
    await ready(id);
    await deleteItem(id);
    expect(await catalog.beginDelete(id)).toBeUndefined();
    expect(await catalog.beginDelete(id, { unseen: true })).toEqual({ id, generation: 2 });
  });

  test('loses no upload without a generation, whatever its clock said', async () => {
    const id = someId();
    await ready(id);
    await deleteItem(id);
    for (const receivedAt of ['2020-01-01T00:00:00.000Z', '2990-01-01T00:00:00.000Z']) {
      const upload = anUpload(id, { generation: null, receivedAt });
      expect(await catalog.registerUpload(upload)).toMatchObject({
        outcome: 'registered',
        generation: 2,
      });
    }
    expect((await catalog.get(id))?.uploads).toHaveLength(2);
  });

  test('ends the lease of the processor', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    const claim = await claimed(id);
    await deleteItem(id);
    const recorded = await catalog.complete(claim, {
      mimeType: 'image/jpeg',
      metadata: { format: 'jpeg' },
      renditions: [],
      recipe: 'one',
      attempt: anEnd,
    });
    expect(recorded).toBe(false);
    expect(await catalog.wasDeleted(claim)).toBe(true);
    // The attempt is not created again.
    expect(await catalog.uploadsOf({ id, generation: 1 })).toEqual([]);
    expect(await catalog.get(id)).toBeUndefined();
  });

  test('of an item that only a spool knows writes a tombstone; a second one finds nothing', async () => {
    const id = someId();
    const upload = anUpload(id);
    expect(await deleteItem(id)).toEqual({ id, generation: 1 });
    expect((await catalog.registerUpload(upload)).outcome).toBe('deleted');
    expect(await catalog.beginDelete(id)).toBeUndefined();
  });
});

describe('API keys', () => {
  test('are stored by their hash, listed, and revoked once', async () => {
    const key = {
      hash: 'ab'.repeat(32),
      name: 'phone',
      scopes: ['upload', 'read'] as const,
      createdAt: new Date().toISOString(),
    };
    expect(await catalog.readKeys()).toEqual({ keys: [], required: undefined });
    await catalog.putKey(key);
    expect(await catalog.readKeys()).toEqual({ keys: [key], required: true });
    expect(await catalog.revokeKey(key.hash)).toBe(true);
    expect(await catalog.revokeKey(key.hash)).toBe(false);
    // Once a key was created, requests need one, …
    expect(await catalog.readKeys()).toEqual({ keys: [], required: true });
    await catalog.putKey(key);
    await catalog.resetKeys();
    // … until a reset, …
    expect(await catalog.readKeys()).toEqual({ keys: [], required: false });
    await catalog.putKey(key);
    await catalog.revokeKey(key.hash);
    // … and again from the next key on.
    expect(await catalog.readKeys()).toEqual({ keys: [], required: true });
  });
});
