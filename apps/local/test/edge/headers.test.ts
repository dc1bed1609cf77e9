import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openEdge } from './harness.ts';

let edge: Awaited<ReturnType<typeof openEdge>>;
let seen: IncomingHttpHeaders | undefined;

beforeAll(async () => {
  edge = await openEdge(({ headers }, response) => {
    seen = headers;
    response.end('{}');
  });
});
beforeEach(() => {
  seen = undefined;
});
afterAll(() => edge.close());

test("a cell is told the viewer's address by the edge alone", async () => {
  const forged = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'page.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=203.0.113.7',
    'x-own': 'kept',
  };
  await fetch(`${edge.address}/media`, { headers: forged });
  expect(seen).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-own': 'kept' });
  expect(JSON.stringify(seen)).not.toMatch(/203\.0\.113\.7|page\.example|https/);
});

test('a request may take longer at the edge than the six hours that a cell gives it', () => {
  expect(edge.requestTimeout).toBeGreaterThan(6 * 60 * 60 * 1000);
});
