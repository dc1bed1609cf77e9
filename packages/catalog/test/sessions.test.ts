import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startCatalog } from './table.ts';

let table: Awaited<ReturnType<typeof startCatalog>>;

beforeAll(async () => {
  table = await startCatalog();
});
afterAll(() => table.stop());

test('the list of sessions is complete beyond the 1 MB of one query, without those that ended', async () => {
  const { catalog } = table;
  const session = (at: number, until: number) => ({
    id: String(at).padStart(64, '0'),
    keyHash: '00',
    createdAt: new Date(at * 1000).toISOString(),
    until: new Date(until).toISOString(),
    userAgent: 'x'.repeat(350_000),
  });
  const later = Date.now() + 3_600_000;
  for (let at = 1; at <= 4; at++) await catalog.putSession(session(at, later));
  await catalog.putSession(session(5, Date.now() - 1));
  const sessions = await catalog.readSessions();
  expect(sessions.map(({ id }) => Number(id))).toEqual([4, 3, 2, 1]);
  expect(sessions[0]).toEqual(session(4, later));
});
