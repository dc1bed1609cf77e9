import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Catalog } from '../src/index.ts';
import { startCatalog } from './table.ts';

let catalog: Catalog;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ catalog, stop } = await startCatalog());
});
afterAll(() => stop());

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const time = '2026-05-06T12:00:00.000Z';

const audited = base64(`${time}#${'0'.repeat(26)}~`);

test.each([
  ['nothing', ''],
  ['no base64url', '%%%'],
  ['a cursor with something behind it', `${audited}!`],
  ['a day that is none', base64('2026-99-99T12:00:00.000Z')],
  ['a day that the month lacks', base64('2026-02-31T12:00:00.000Z')],
  ['a time after the range', base64('2999-01-01T12:00:00.000Z')],
  ['a time before the range', base64('2026-04-30T23:59:59.999Z')],
  ['an entry before the range', base64(`2026-04-30T23:59:59.999Z#${'0'.repeat(26)}~`)],
])('%s is no cursor of the audit', async (_what, cursor) => {
  const range = { from: '2026-05-01T00:00:00Z', to: '2026-05-08T00:00:00Z' };
  const refused = { code: 'bad-cursor' };
  await expect(catalog.readAudit({ ...range, limit: 1, cursor })).rejects.toMatchObject(refused);
});

test('a cursor of the audit is valid in its range', async () => {
  const range = { from: '2026-05-01T00:00:00Z', to: '2026-05-08T00:00:00Z' };
  await catalog.readAudit({ ...range, limit: 1, cursor: audited });
});

const before = base64(`2026-04-30T12:00:00.000Z#${'0'.repeat(26)}~`);

test('a cursor of another range is refused, whatever the time zone of the range', async () => {
  const range = { from: '2026-05-01T00:00:00+02:00', to: '2026-05-08T00:00:00Z', limit: 1 };
  const first = base64('2026-04-30T22:00:00.000Z');
  await catalog.readAudit({ ...range, cursor: first });
  await expect(catalog.readAudit({ ...range, cursor: before })).rejects.toMatchObject({
    code: 'bad-cursor',
  });
});

test('without `from`, a cursor that the moving range has left behind reads from its start', async () => {
  const now = Date.parse('2026-05-08T00:00:00Z');
  const page = await catalog.readAudit({ limit: 1, now, cursor: before });
  expect(page).toEqual({ entries: [] });
});
