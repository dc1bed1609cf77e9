import { newFolder } from '@galeria/testing';
import { beforeAll, expect, test } from '@jest/globals';
import { request } from './support/request.ts';
import { runUploader } from './support/uploader.ts';

// Without a cloud: every endpoint refuses connections.
const ALLOWED = 'https://photos.example.org';
const OTHER = 'https://other.example.org';
let base: string;
let closed: string;

beforeAll(async () => {
  const origins = `${ALLOWED}, http://localhost:5173`;
  base = (await runUploader(await newFolder(), { GALERIA_CORS_ORIGINS: origins })).address!;
  closed = (await runUploader(await newFolder())).address!;
});

/** The headers that a browser sends for a script of a page. */
const script = (origin: string, more = {}) => ({
  origin,
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  ...more,
});
const preflight = (origin: string, method: string) =>
  script(origin, {
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,if-none-match',
  });
const corsHeaders = (headers: object) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

test('a script of a listed origin reads answers and problems', async () => {
  for (const path of ['/readyz', '/openapi.json', '/media/unknown', '/nowhere']) {
    const { status, headers } = await request(base + path, { headers: script(ALLOWED) });
    expect([path, status]).not.toEqual([path, 403]);
    expect(headers['access-control-allow-origin']).toBe(ALLOWED);
    expect(headers['access-control-expose-headers']).toMatch(/content-range.*etag.*retry-after/);
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers.vary).toMatch(/^Origin/);
  }
});

test('preflight requests are answered without a key, also where the route takes other methods', async () => {
  for (const [path, method] of [
    ['/media/unknown', 'DELETE'],
    ['/uploads', 'POST'],
  ] as const) {
    const headers = preflight(ALLOWED, method);
    const answer = await request(base + path, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': ALLOWED,
      'access-control-allow-methods': expect.stringContaining(method),
      'access-control-allow-headers': 'authorization,if-none-match',
      'access-control-max-age': '600',
    });
  }
});

test.each([
  ['another origin', () => base, OTHER],
  ['a listed origin with another port', () => base, `${ALLOWED}:8443`],
  ['an origin that only begins like a listed one', () => base, `${ALLOWED}.example.com`],
  ['`null`', () => base, 'null'],
  ['any origin, if none is listed', () => closed, ALLOWED],
])('refuses %s', async (_title, address, origin) => {
  const answer = await request(`${address()}/readyz`, { headers: script(origin) });
  expect(answer.status).toBe(403);
  expect(corsHeaders(answer.headers)).toEqual([]);
  const headers = preflight(origin, 'DELETE');
  const before = await request(`${address()}/media/x`, { method: 'OPTIONS', headers });
  expect(before.status).toBeGreaterThanOrEqual(400);
  expect(corsHeaders(before.headers)).toEqual([]);
});

test('forms and elements of a listed origin are refused, as the browser hides no answer from them', async () => {
  for (const mode of ['no-cors', 'navigate']) {
    const headers = script(ALLOWED, { 'sec-fetch-mode': mode });
    expect((await request(`${base}/uploads`, { method: 'POST', headers })).status).toBe(403);
  }
});

test('answers to other clients vary by origin, and methods and paths stay refused', async () => {
  const { status, headers } = await request(`${base}/healthz`);
  expect(status).toBe(200);
  expect(corsHeaders(headers)).toEqual([]);
  expect(headers.vary).toBe('Origin, accept-encoding');
  expect((await request(`${base}/media`, { method: 'OPTIONS' })).status).toBe(405);
  expect((await request(`${base}/nowhere`, { method: 'OPTIONS' })).status).toBe(404);
  expect((await request(`${base}/nowhere`, { method: 'PUT' })).status).toBe(404);
});
