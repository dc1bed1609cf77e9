import { newUploadId } from '@galeria/media';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuditEntry, type Catalog, uploadEntry } from '../src/index.ts';
import { anUpload, someId, startCatalog } from './table.ts';

let catalog: Catalog;
let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
  catalog = table.catalog;
});
afterAll(() => table.stop());

const KEPT = { days: 30, forgetsNames: false };
const DAY_MS = 24 * 3_600_000;
const now = Date.parse('2026-03-10T12:00:00.000Z');

const anEntry = (at: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  entry: newUploadId(),
  at,
  event: 'deletion',
  result: 'accepted',
  cell: 'a',
  ...more,
});

const read = (from: string, to: string, more: { key?: string; limit?: number } = {}) =>
  catalog.readAudit({ from, to, limit: 100, now, ...more });

async function inPages(from: string, to: string, limit: number, key?: string) {
  const pages: AuditEntry[][] = [];
  let cursor: string | undefined;
  do {
    const page = await catalog.readAudit({
      ...{ from, to, limit, now },
      ...(key ? { key } : {}),
      ...(cursor ? { cursor } : {}),
    });
    pages.push([...page.entries]);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

describe('entries around midnight', () => {
  const times = [
    '2026-02-27T23:59:59.998Z',
    '2026-02-27T23:59:59.999Z',
    '2026-02-28T00:00:00.000Z',
    '2026-02-28T12:00:00.000Z',
    '2026-03-01T00:00:00.001Z',
    '2026-03-03T00:00:00.000Z',
  ];
  const entries = times.map((at, index) => anEntry(at, { key: index % 2 === 0 ? 'even' : 'odd' }));
  beforeAll(async () => {
    for (const entry of entries.toReversed()) await catalog.audit(entry, KEPT);
  });

  test('have the order of their time, each in the partition of its day', async () => {
    const page = await read('2026-02-01T00:00:00Z', '2026-03-10T00:00:00Z');
    expect(page).toEqual({ entries });
    const days = (await table.rows('AUDIT#')).map(({ pk }) => pk);
    expect([...new Set(days)].toSorted()).toEqual([
      'AUDIT#2026-02-27',
      'AUDIT#2026-02-28',
      'AUDIT#2026-03-01',
      'AUDIT#2026-03-03',
    ]);
  });

  test.each([
    ['from an entry on', times[1]!, times[5]!, [1, 2, 3, 4]],
    ['before midnight', '2026-02-27T00:00:00Z', '2026-02-28T00:00:00Z', [0, 1]],
    [
      'of another zone’s day',
      '2026-02-28T00:00:00+02:00',
      '2026-03-01T00:00:00+02:00',
      [0, 1, 2, 3],
    ],
    ['of no time', times[2]!, times[2]!, []],
    ['of a day without any', '2026-03-02T00:00:00Z', '2026-03-02T23:00:00Z', []],
  ])('%s', async (_what, from, to, expected) => {
    expect((await read(from, to)).entries).toEqual(expected.map((index) => entries[index]));
  });

  test('are paged without a gap or a repetition', async () => {
    for (const limit of [1, 2, 5]) {
      const pages = await inPages('2026-02-01T00:00:00Z', '2026-03-05T00:00:00Z', limit);
      expect(pages.flat()).toEqual(entries);
      expect(Math.max(...pages.map(({ length }) => length))).toBe(limit);
    }
    const even = await inPages('2026-02-01T00:00:00Z', '2026-03-05T00:00:00Z', 2, 'even');
    expect(even.flat()).toEqual(entries.filter(({ key }) => key === 'even'));
  });

  test('are found across empty months, in limited steps', async () => {
    const pages = await inPages('2025-05-01T00:00:00Z', '9999-01-01T00:00:00Z', 50);
    expect(pages.map(({ length }) => length)).toEqual([0, 0, 0, 6]);
    const ages = await read('0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z');
    expect(ages).toEqual({ entries: [], cursor: expect.any(String) });
  });
});

test('a day with more rows than one request reads continues by its cursor', async () => {
  const at = (index: number) => new Date(Date.UTC(2026, 2, 5) + index).toISOString();
  const rows = Array.from({ length: 2_300 }, (_, index) => {
    const entry = anEntry(at(index), { key: index === 2_299 ? 'rare' : 'usual' });
    return { pk: 'AUDIT#2026-03-05', sk: `${entry.at}#${entry.entry}`, ...entry, expiresAt: 9e9 };
  });
  await table.put(rows);
  const pages = await inPages('2026-03-05T00:00:00Z', '2026-03-06T00:00:00Z', 100, 'rare');
  expect(pages.map(({ length }) => length)).toEqual([0, 1]);
});

test.each(['', 'nonsense', Buffer.from('2026-99-99T00:00:00.000Z').toString('base64url')])(
  '%p is no cursor',
  async (cursor) => {
    const request = { from: '2026-03-05T00:00:00Z', to: '2026-03-06T00:00:00Z', limit: 1, cursor };
    await expect(catalog.readAudit(request)).rejects.toMatchObject({ code: 'bad-cursor' });
  },
);

test.each([
  ['2026-03-06T00:00:00Z', '2026-03-05T00:00:00Z'],
  ['yesterday', 'today'],
])('%s to %s is no range', async (from, to) => {
  await expect(read(from, to)).rejects.toMatchObject({ code: 'bad-range' });
});

test('an entry expires by the policy under which it was written', async () => {
  const at = '2026-03-06T10:00:00.000Z';
  const [short, long] = [anEntry(at), anEntry(at)];
  await catalog.audit(short, { ...KEPT, days: 3 });
  await catalog.audit(long, { ...KEPT, days: 300 });
  const range = { from: at, to: '2026-03-06T11:00:00Z', limit: 10 };
  const ids = async (later: number) =>
    (await catalog.readAudit({ ...range, now: later })).entries.map(({ entry }) => entry);
  expect(await ids(now - 2 * DAY_MS)).toEqual([short.entry, long.entry].toSorted());
  expect(await ids(now)).toEqual([long.entry]);
  const [row] = (await table.rows('AUDIT#2026-03-06')).filter(({ entry }) => entry === short.entry);
  expect(row?.expiresAt).toBe(Date.parse(at) / 1000 + 3 * 24 * 3600);
});

test('an entry never changes, except that its policy may remove the file name', async () => {
  const receivedAt = '2026-03-07T10:00:00.000Z';
  const kept = anUpload(someId(), { receivedAt });
  const given = anUpload(someId(), { receivedAt });
  await catalog.audit(uploadEntry(kept), KEPT);
  await catalog.audit(uploadEntry(given), { ...KEPT, forgetsNames: true });
  const before = await table.rows('AUDIT#2026-03-07');
  await catalog.audit({ ...uploadEntry(kept), filename: 'other.jpg' }, { ...KEPT, days: 1 });
  expect(await table.rows('AUDIT#2026-03-07')).toEqual(before);

  for (let times = 0; times < 2; times++) await catalog.forgetNames([kept, given, anUpload('x')]);
  // A late shipper does not write it again.
  await catalog.audit(uploadEntry(given), { ...KEPT, forgetsNames: true });
  const { entries } = await read('2026-03-07T00:00:00Z', '2026-03-08T00:00:00Z');
  const byUpload = new Map(entries.map((entry) => [entry.entry, entry]));
  expect(byUpload.size).toBe(2);
  expect(byUpload.get(kept.upload)).toEqual(uploadEntry(kept));
  const { filename: _, ...nameless } = uploadEntry(given);
  expect(byUpload.get(given.upload)).toEqual(nameless);
});
