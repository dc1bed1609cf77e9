import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '../src/client/client.ts';
import { backoffMs, createVersions, EVENT_LIMITS, pause } from '../src/client/event-helpers.ts';

let server: Server;
let baseUrl: string;
let received: IncomingMessage[] = [];

const problem = { type: 'urn:galeria:problem:not-found', code: 'not-found', status: 404 };

beforeAll(async () => {
  server = createServer((request, response) => {
    received.push(request);
    const isList = request.url?.startsWith('/media?');
    response.statusCode = isList ? 200 : 404;
    const type = isList ? 'application/json' : 'application/problem+json';
    response.setHeader('content-type', type);
    response.end(JSON.stringify(isList ? { items: [], complete: true } : problem));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('a call sends its parameters and the present key, and returns the typed answer', async () => {
  received = [];
  let token: string | undefined;
  const client = createClient({ baseUrl, key: () => token });
  const list = () => client.GET('/media', { params: { query: { limit: 10, q: 'férias' } } });
  expect((await list()).data).toEqual({ items: [], complete: true });
  token = 'galeria_x';
  await list();
  expect(received.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    'Bearer galeria_x',
  ]);
  const { searchParams } = new URL(received[0]?.url ?? '', baseUrl);
  expect(Object.fromEntries(searchParams)).toEqual({ limit: '10', q: 'férias' });
});

test('an answer of an error is a problem document', async () => {
  const id = '0'.repeat(64);
  const client = createClient({ baseUrl });
  const { data, error, response } = await client.GET('/media/{id}', { params: { path: { id } } });
  expect({ data, error, status: response.status }).toEqual({
    data: undefined,
    error: problem,
    status: 404,
  });
});

test('the pause between two attempts doubles up to a limit', () => {
  for (const failures of [0, 1, 2, 3, 50]) {
    const longest = Math.min(EVENT_LIMITS.longestPauseMs, 1_000 * 2 ** failures);
    const ms = backoffMs(1_000, failures);
    expect(ms).toBeGreaterThanOrEqual(longest / 2);
    expect(ms).toBeLessThanOrEqual(longest);
  }
});

test('a pause ends when it is aborted, also before it begins', async () => {
  const aborted = new AbortController();
  const long = pause(2 ** 30, aborted.signal);
  aborted.abort();
  await long;
  await pause(2 ** 30, aborted.signal);
  await pause(0, undefined);
});

test('a version is new once, and only a bounded number of items is remembered', () => {
  const versions = createVersions(2);
  expect(versions.isNewer({ id: 'a', version: 0 })).toBe(true);
  expect(versions.isNewer({ id: 'a', version: 0 })).toBe(false);
  expect(versions.isNewer({ id: 'b', version: 3 })).toBe(true);
  expect(versions.isNewer({ id: 'b', version: 2 })).toBe(false);
  expect(versions.isNewer({ id: 'a', version: 1 })).toBe(true);
  // `b` was changed the longest ago.
  expect(versions.isNewer({ id: 'c', version: 0 })).toBe(true);
  expect(versions.isNewer({ id: 'a', version: 1 })).toBe(false);
  expect(versions.isNewer({ id: 'b', version: 3 })).toBe(true);
  versions.clear();
  expect(versions.isNewer({ id: 'a', version: 0 })).toBe(true);
});
