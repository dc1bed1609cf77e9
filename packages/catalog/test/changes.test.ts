import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Catalog,
  type ItemChangeEntry,
  type ItemRecord,
  isStamped,
  isTombstone,
  type LivingRecord,
} from '../src/index.ts';
import { itemKey } from '../src/table/schema.ts';
import { anEnd, anUpload, someId, startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;
let catalog: Catalog;

beforeAll(async () => {
  table = await startCatalog();
  ({ catalog } = table);
});
afterAll(() => table.stop());

async function record(id: string): Promise<ItemRecord> {
  const found = (await catalog.readItems([id], { consistent: true })).get(id);
  if (!found) throw new Error(`no record of ${id}`);
  return found;
}

async function changesSince(since: string): Promise<Map<string, ItemChangeEntry>> {
  const entries = new Map<string, ItemChangeEntry>();
  for await (const page of catalog.readChanges({ since })) {
    for (const entry of page) entries.set(entry.id, entry);
  }
  return entries;
}

async function claimed(id: string) {
  const outcome = await catalog.claim(id, {
    kind: 'image',
    owner: newUploadId(),
    leaseSeconds: 60,
  });
  if (outcome.outcome !== 'claimed') throw new Error(outcome.outcome);
  return outcome.claim;
}

const completion = {
  mimeType: 'image/jpeg',
  metadata: { format: 'jpeg' },
  renditions: [],
  recipe: 'one',
  attempt: anEnd,
};
const failure = { code: 'corrupt', message: '', attempt: anEnd } as const;

/** Attributes that no reader of the catalog is shown. */
const INTERNAL = [
  'changedAt',
  'stampedAt',
  'version',
  'leaseOwner',
  'leaseUntil',
  'unsettled',
  'pendingDispatch',
  'settledBy',
];

/** A record as readers see it; of a deletion only that there is one. */
function shown(found: ItemRecord | undefined): unknown {
  if (found === undefined || isTombstone(found)) return found?.generation;
  const entries = Object.entries(found).filter(([name]) => !INTERNAL.includes(name));
  return { ...Object.fromEntries(entries), names: [...(found.names ?? [])] };
}

describe('the version of an item', () => {
  test('grows by one with each change that a reader is shown, and with no other write', async () => {
    const id = someId();
    const upload = anUpload(id);
    let last: ItemRecord | undefined;
    let version = 0;
    async function step<Result>(name: string, isChange: boolean, write: () => Promise<Result>) {
      const result = await write();
      const now = await record(id);
      if (isChange) version++;
      expect({ name, version: now.version, isStamped: isStamped(now) }).toEqual({
        name,
        version,
        isStamped: true,
      });
      if (!isChange) expect({ name, shown: shown(now) }).toEqual({ name, shown: shown(last) });
      last = now;
      return result;
    }

    await step('register', true, () => catalog.registerUpload(upload));
    await step('register again', false, () => catalog.registerUpload(upload));
    const second = anUpload(id, { filename: 'second.jpg' });
    await step('another name', true, () => catalog.registerUpload(second));
    await step('confirm', true, () => catalog.confirmStored(id, 1));
    await step('confirm again', false, () => catalog.confirmStored(id, 1));
    let claim = await step('claim', true, () => claimed(id));
    await step('renew', false, () => catalog.renew(claim, 60));
    const transient = { ...anEnd, outcome: 'transient' } as const;
    await step('release', true, () => catalog.release(claim, { attempt: transient }));
    claim = await step('claim again', true, () => claimed(id));
    await step('fail', true, () => catalog.fail(claim, failure));
    const pending = await step('requeue', true, () => catalog.requeue(id, 1));
    await step('confirm dispatch', false, () => catalog.confirmDispatch(pending!));
    await step('markRetriesExhausted', true, () => catalog.markRetriesExhausted(id));
    claim = await step('claim again', true, () => claimed(id));
    await step('complete', true, () => catalog.complete(claim, completion));
    await step('complete again', false, () => catalog.complete(claim, completion));
    const seen = (await record(id)) as LivingRecord;
    await step('reprocess', true, () => catalog.reprocess(id, seen));
    await step('reprocess again', false, () => catalog.reprocess(id, seen));
    await step('delete', true, () => catalog.beginDelete(id));
    await step('settle', false, () => catalog.settleDeletion({ id, generation: 1 }));
    await step('reopen', false, () => catalog.reopenDelete({ id, generation: 1 }));
    await step('settle again', false, () => catalog.settleDeletion({ id, generation: 1 }));
    await step('upload again', true, () => catalog.registerUpload(anUpload(id, { generation: 2 })));
  });

  test('begins with a processor that finds no upload, and grows as the item is described', async () => {
    const id = someId();
    await claimed(id);
    expect((await record(id)).version).toBe(1);
    expect(await catalog.describeAdopted(anUpload(id, { filename: 'found.jpg' }))).toBe(true);
    expect(await record(id)).toMatchObject({ version: 2, names: new Set(['found.jpg']) });
  });

  test('grows once for each of several concurrent changes', async () => {
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    const names = Array.from({ length: 10 }, (_, at) => `name ${at}.jpg`);
    await Promise.all(names.map((filename) => catalog.registerUpload(anUpload(id, { filename }))));
    expect((await record(id)).version).toBe(1 + names.length);
  });
});

describe('the file names of an item record', () => {
  test('are those of its uploads up to a limit, and a new generation starts without them', async () => {
    const id = someId();
    for (let at = 0; at < 40; at++) {
      await catalog.registerUpload(anUpload(id, { filename: `${at}.jpg` }));
    }
    const { names } = (await record(id)) as LivingRecord;
    expect([names?.size, names?.has('0.jpg'), names?.has('31.jpg')]).toEqual([32, true, true]);
    const deleted = await catalog.beginDelete(id);
    expect(await record(id)).not.toHaveProperty('names');
    await catalog.settleDeletion(deleted!);
    await catalog.registerUpload(anUpload(id, { filename: 'new.jpg', generation: 2 }));
    expect(await record(id)).toMatchObject({ names: new Set(['new.jpg']) });
  });
});

describe('the changes', () => {
  test('since a time include a deletion, and exclude an item that changed before', async () => {
    const [before, changed, gone] = [someId(), someId(), someId()];
    await catalog.registerUpload(anUpload(before));
    const since = new Date(Date.now() + 60_000).toISOString();
    const now = Date.parse(since) + 1;
    for (const id of [changed, gone]) await catalog.registerUpload(anUpload(id));
    await catalog.confirmStored(changed, 1, now);
    await catalog.beginDelete(gone, { now });
    const changes = await changesSince(since);
    expect(changes.has(before)).toBe(false);
    expect(changes.get(changed)).toMatchObject({ version: 2, changedAt: expect.any(String) });
    expect(changes.get(gone)).toMatchObject({ version: 2 });
  });

  test('of more items than one page holds are read from every partition, each once', async () => {
    const now = Date.parse('2997-01-01T00:00:00.000Z');
    const ids = Array.from({ length: 2_200 }, () => someId());
    const changedAt = new Date(now).toISOString();
    await table.put(
      ids.map((id, at) => ({
        ...itemKey(id),
        id,
        version: 1,
        changedAt,
        stampedAt: changedAt,
        changeShard: `changes#${at % 4}`,
      })),
    );
    const read: string[] = [];
    for await (const page of catalog.readChanges({ since: changedAt })) {
      read.push(...page.map(({ id }) => id));
    }
    expect(read.toSorted()).toEqual(ids.toSorted());
  });
});

describe('a record that an earlier release wrote', () => {
  const old = (id: string, more: object = {}) => ({
    ...itemKey(id),
    id,
    kind: 'image',
    status: 'ready',
    generation: 1,
    createdAt: '2025-01-01T00:00:00.000Z',
    listedAt: `2025-01-01T00:00:00.000Z#${id}`,
    changedAt: '2025-01-01T00:00:00.000Z',
    size: 1,
    mimeType: 'image/jpeg',
    filename: 'first.jpg',
    ...more,
  });

  test('is stamped once, with the file names of its uploads, and appears in the changes', async () => {
    const id = someId();
    await table.put([
      old(id),
      { ...itemKey(id), sk: 'UPLOAD#1', ...anUpload(id, { filename: 'second.jpg' }) },
    ]);
    const since = new Date().toISOString();
    const found = await record(id);
    expect(await Promise.all([catalog.stampItem(found), catalog.stampItem(found)])).toEqual(
      expect.arrayContaining([true, false]),
    );
    expect(await record(id)).toMatchObject({
      version: 1,
      status: 'ready',
      names: new Set(['first.jpg', 'second.jpg']),
    });
    expect((await changesSince(since)).has(id)).toBe(true);
    expect(await catalog.stampItem(await record(id))).toBe(false);
  });

  test('keeps the file names of its earlier uploads where a new upload stamps it', async () => {
    const id = someId();
    await table.put([
      old(id),
      { ...itemKey(id), sk: 'UPLOAD#1', ...anUpload(id, { filename: 'second.jpg' }) },
    ]);
    await catalog.registerUpload(anUpload(id, { filename: 'third.jpg' }));
    expect(await record(id)).toMatchObject({
      version: 1,
      names: new Set(['first.jpg', 'second.jpg', 'third.jpg']),
    });
  });

  test('is recognised after changes that have a stamp, and so is its tombstone', async () => {
    const [changed, gone] = [someId(), someId()];
    for (const id of [changed, gone]) await catalog.registerUpload(anUpload(id));
    const [one, other] = [await record(changed), await record(gone)];
    const at = new Date(Date.now() + 1_000).toISOString();
    const { changedAt: _, ...tombstone } = { ...other, status: 'deleting', deletedAt: at };
    await table.put([{ ...one, changedAt: at, status: 'stored' }, { ...tombstone }]);
    // The write of the earlier release moved the entry, so a reader of changes sees it.
    expect(isStamped((await changesSince(at)).get(changed)!)).toBe(false);
    for (const id of [changed, gone]) {
      expect(isStamped(await record(id))).toBe(false);
      expect(await catalog.stampItem(await record(id))).toBe(true);
      expect(await record(id)).toMatchObject({ version: 2 });
    }
  });

  test('is not stamped where it has changed since it was read', async () => {
    const id = someId();
    await table.put([old(id, { status: 'failed' })]);
    const read = await record(id);
    await catalog.requeue(id, 1);
    expect(await catalog.stampItem({ ...read })).toBe(false);
    expect(await record(id)).toMatchObject({ version: 1, status: 'stored' });
  });
});

test('a scan in pages continues where an earlier one stopped', async () => {
  const all: string[] = [];
  for await (const { records } of catalog.scanItemPages()) all.push(...records.map(({ id }) => id));
  const large = Array.from({ length: 300 }, () => someId());
  await table.put(large.map((id) => ({ ...itemKey(id), id, note: 'x'.repeat(8_000) })));
  const read: string[] = [];
  let from: string | undefined;
  let pages = 0;
  do {
    for await (const { records, next } of catalog.scanItemPages({ from })) {
      read.push(...records.map(({ id }) => id));
      from = next;
      pages++;
      break;
    }
  } while (from !== undefined);
  expect(pages).toBeGreaterThan(2);
  expect(read.toSorted()).toEqual([...all, ...large].toSorted());
});
