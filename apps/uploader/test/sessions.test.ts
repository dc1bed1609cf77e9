import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from '@galeria/catalog';
import { newFolder } from '@galeria/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Cloud, startCloud } from './support/cloud.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;
let origin: string;
const keys = { manage: newKey(), read: newKey(), revoked: newKey() };

function newKey() {
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  return { token, hash: createHash('sha256').update(token).digest('hex') };
}

beforeAll(async () => {
  cloud = await startCloud();
  const put = (name: keyof typeof keys, scopes: Scope[]) =>
    cloud.catalog.putKey({ hash: keys[name].hash, name, scopes, createdAt: 'now' });
  await put('manage', ['manage', 'read']);
  await put('read', ['read']);
  uploader = await runUploader(await newFolder(), cloud.environment);
  origin = uploader.address!;
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

const own = () => ({ origin, 'sec-fetch-site': 'same-origin' });
const request = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, { method, headers });
const signIn = (key: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ key }),
  });
/** The cookie of a new session. */
async function session(name: keyof typeof keys): Promise<string> {
  const [cookie = ''] = (await signIn(keys[name].token)).headers.getSetCookie();
  return cookie.split(';')[0]!;
}

test('a key begins a session by a cookie that scripts and other sites do not get', async () => {
  const answer = await signIn(keys.read.token, own());
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ key: 'read', scopes: ['read'] });
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^galeria_session=[\w-]{43}; Path=\/; .*HttpOnly.*; SameSite=Strict$/i);
  const [pair = ''] = cookie.split(';');
  expect((await request('/media', 'GET', { cookie: pair })).status).toBe(200);
  const me = await request('/session', 'GET', { cookie: pair });
  expect(await me.json()).toEqual({ key: 'read', scopes: ['read'] });
  // The session has the scopes of its key.
  const denied = await request('/audit', 'GET', { cookie: pair });
  expect([denied.status, await denied.json()]).toEqual([
    403,
    expect.objectContaining({ code: 'scope-missing' }),
  ]);
  const [secure = ''] = (
    await signIn(keys.read.token, { origin: origin.replace('http:', 'https:') })
  ).headers.getSetCookie();
  expect(secure).toMatch(/^__Host-galeria_session=.*; Secure/);
});

test('an unknown key, an unknown session and the session of a revoked key get 401', async () => {
  expect((await signIn(newKey().token)).status).toBe(401);
  expect(await (await request('/session')).json()).toEqual({ scopes: [] });
  const unknown = { cookie: `galeria_session=${randomBytes(32).toString('base64url')}` };
  expect((await request('/media', 'GET', unknown)).status).toBe(401);
  const token = randomBytes(32).toString('base64url');
  await cloud.catalog.putSession({
    id: createHash('sha256').update(token).digest('hex'),
    keyHash: keys.revoked.hash,
    createdAt: new Date().toISOString(),
    until: new Date(Date.now() + 60_000).toISOString(),
  });
  const cookie = `galeria_session=${token}`;
  expect((await request('/media', 'GET', { cookie })).status).toBe(401);
});

describe('with the cookie', () => {
  const SITES = [
    ['same-origin', 'own', 404],
    [undefined, 'own', 404],
    ['same-site', 'other', 403],
    ['cross-site', 'other', 403],
    ['none', 'own', 403],
    [undefined, 'other', 403],
    [undefined, undefined, 403],
  ] as const;

  test.each(SITES)(
    'DELETE with Sec-Fetch-Site %s and the origin %s gets %i',
    async (site, from, status) => {
      const cookie = await session('manage');
      const answer = await request(`/media/${'0'.repeat(64)}`, 'DELETE', {
        cookie,
        ...(site && { 'sec-fetch-site': site }),
        ...(from && { origin: from === 'own' ? origin : 'http://localhost:1' }),
      });
      expect(answer.status).toBe(status);
    },
  );

  test('GET for a page on another port is refused, and a key in a header needs no origin', async () => {
    const cookie = await session('manage');
    const other = await request('/media', 'GET', { cookie, 'sec-fetch-site': 'same-site' });
    expect(other.status).toBe(403);
    const authorization = `Bearer ${keys.manage.token}`;
    const path = `/media/${'0'.repeat(64)}`;
    expect((await request(path, 'DELETE', { authorization })).status).toBe(404);
    // A header is decisive also where a cookie would do.
    const wrong = { authorization: `Bearer ${newKey().token}`, cookie };
    expect((await request('/media', 'GET', wrong)).status).toBe(401);
  });
});

test('sessions are listed without their tokens, and end at once or by signing out', async () => {
  const [mine, other] = [await session('manage'), await session('read')];
  const id = createHash('sha256').update(other.split('=')[1]!).digest('hex');
  const listed = await request('/sessions', 'GET', { cookie: mine });
  const list = (await listed.json()) as { sessions: unknown[] };
  expect(list.sessions).toContainEqual(
    expect.objectContaining({ id, key: 'read', expiresAt: expect.any(String) }),
  );
  expect(JSON.stringify(list)).not.toContain(other.split('=')[1]);
  expect((await request('/media', 'GET', { cookie: other })).status).toBe(200);
  const end = () => request(`/sessions/${id}`, 'DELETE', { cookie: mine, ...own() });
  expect((await end()).status).toBe(204);
  expect((await end()).status).toBe(404);
  expect((await request('/media', 'GET', { cookie: other })).status).toBe(401);

  const crossSite = { cookie: mine, origin: 'http://localhost:1' };
  expect((await request('/session', 'DELETE', crossSite)).status).toBe(403);
  const out = await request('/session', 'DELETE', { cookie: mine, ...own() });
  expect([out.status, out.headers.getSetCookie()]).toEqual([
    204,
    [expect.stringMatching(/^galeria_session=; .*1970/)],
  ]);
  expect((await request('/media', 'GET', { cookie: mine })).status).toBe(401);
});

test('a session that is over is none, and a session opens the stream of events', async () => {
  const token = randomBytes(32).toString('base64url');
  await cloud.catalog.putSession({
    id: createHash('sha256').update(token).digest('hex'),
    keyHash: keys.read.hash,
    createdAt: new Date(0).toISOString(),
    until: new Date(Date.now() - 1).toISOString(),
  });
  const over = { cookie: `galeria_session=${token}` };
  expect((await request('/media', 'GET', over)).status).toBe(401);
  const stream = await request('/events', 'GET', { cookie: await session('read') });
  expect(stream.status).toBe(200);
  await stream.body?.cancel();
});
