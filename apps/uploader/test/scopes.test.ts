import { createHash, randomBytes } from 'node:crypto';
import type { ApiKey, Scope } from '@galeria/catalog';
import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../src/app.ts';
import { openCloud } from '../src/cloud.ts';
import { readConfig } from '../src/config.ts';
import { openKeyStore } from '../src/keys/key-store.ts';
import { openReadModel } from '../src/read-model/read-model.ts';
import { createShipper } from '../src/ship/shipper.ts';
import { openSpool } from '../src/spool/spool.ts';
import { environment } from './support/environment.ts';

/**
 * The scope of every route; `open` is public. The page, also public, is part of the bundle only and not
 * in this table.
 */
const routes: Readonly<Record<string, Scope | 'open'>> = {
  'POST /uploads': 'upload',
  'POST /media/known': 'read',
  'PUT /uploads/:filename': 'upload',
  'OPTIONS /tus': 'open',
  'POST /tus': 'upload',
  'OPTIONS /tus/:cell/:id': 'open',
  'HEAD /tus/:cell/:id': 'upload',
  'PATCH /tus/:cell/:id': 'upload',
  'DELETE /tus/:cell/:id': 'upload',
  'GET /media': 'read',
  'HEAD /media': 'read',
  'GET /timeline': 'read',
  'HEAD /timeline': 'read',
  'GET /facets': 'read',
  'HEAD /facets': 'read',
  'GET /events': 'read',
  'GET /export': 'read',
  'GET /media/:id': 'read',
  'HEAD /media/:id': 'read',
  'GET /media/:id/original': 'read',
  'HEAD /media/:id/original': 'read',
  'DELETE /media/:id': 'manage',
  'PATCH /media/:id': 'manage',
  'POST /media/:id/restore': 'manage',
  'POST /media/batch': 'manage',
  'GET /albums': 'read',
  'HEAD /albums': 'read',
  'POST /albums': 'manage',
  'GET /albums/:id': 'read',
  'HEAD /albums/:id': 'read',
  'PATCH /albums/:id': 'manage',
  'DELETE /albums/:id': 'manage',
  'GET /albums/:id/items': 'read',
  'HEAD /albums/:id/items': 'read',
  'POST /albums/:id/items': 'manage',
  'POST /session': 'open',
  'GET /session': 'open',
  'HEAD /session': 'open',
  'DELETE /session': 'open',
  'GET /sessions': 'manage',
  'HEAD /sessions': 'manage',
  'DELETE /sessions/:id': 'manage',
  'POST /shares': 'manage',
  'GET /shares': 'manage',
  'HEAD /shares': 'manage',
  'GET /shares/:id': 'manage',
  'HEAD /shares/:id': 'manage',
  'DELETE /shares/:id': 'manage',
  'GET /s/:token/link': 'open',
  'HEAD /s/:token/link': 'open',
  'POST /s/:token/unlock': 'open',
  'POST /s/:token/uploads': 'open',
  'GET /s/:token/items': 'open',
  'HEAD /s/:token/items': 'open',
  'GET /s/:token/items/:id/original': 'open',
  'POST /media/:id/retry': 'manage',
  'POST /retries': 'manage',
  'GET /audit': 'manage',
  'HEAD /audit': 'manage',
  'GET /healthz': 'open',
  'HEAD /healthz': 'open',
  'GET /openapi.json': 'open',
  'HEAD /openapi.json': 'open',
  'GET /readyz': 'open',
  'HEAD /readyz': 'open',
};

const scopes: readonly Scope[] = ['upload', 'read', 'manage'];
const log = pino({ level: 'silent' });

function newKey(...of: Scope[]) {
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  return { token, key: { hash, name: of.join('+'), scopes: of, createdAt: 'now' } as ApiKey };
}

/** Builds the app with these keys, and collects its routes. */
async function build(keys: readonly ApiKey[], required: boolean) {
  const dataDir = await newFolder();
  const settings = environment(dataDir);
  Object.assign(process.env, settings);
  const config = readConfig(settings);
  const spool = await openSpool({ dataDir, log, maxBytes: 1e9, maxFiles: 100, minFreeBytes: 0 });
  const cloud = openCloud(config);
  const catalog = { readKeys: async () => ({ keys, required }) };
  const store = await openKeyStore({ catalog, dataDir, log });
  const readModel = openReadModel({ cloud, spool, dataDir, log });
  const shipper = createShipper({ cloud, spool, log });
  const known = new Set<string>();
  const onRoute = ({ method, url, onRequest }: RouteOptions) => {
    // Routes that only answer 405 have an onRequest hook.
    if (onRequest === undefined) for (const one of [method].flat()) known.add(`${one} ${url}`);
  };
  const app = await buildApp({
    ...config,
    cloud,
    spool,
    shipper,
    readModel,
    keys: store,
    log,
    onRoute,
  });
  await app.ready();
  const close = async () => {
    await app.close();
    await shipper.stop();
    await readModel.stop();
    store.close();
    spool.close();
  };
  return { app, known, close };
}

/** 401, 403, or `passed`: an authorized request is then rejected as malformed. */
async function outcome(app: FastifyInstance, route: string, token: string | undefined) {
  const [method, path] = route.split(' ') as ['GET', string];
  const { statusCode } = await app.inject({
    method,
    url: `${path.replace(':id', 'malformed')}?limit=none`,
    headers: {
      host: '127.0.0.1',
      ...(path === '/retries' && { 'content-type': 'text/plain', 'content-length': '1' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(path === '/retries' && { payload: 'x' }),
  });
  return statusCode === 401 || statusCode === 403 ? statusCode : 'passed';
}

test('every route is in the table', async () => {
  const { known, close } = await build([], false);
  expect([...known].sort()).toEqual(Object.keys(routes).sort());
  await close();
});

const each = Object.fromEntries(scopes.map((scope) => [scope, newKey(scope)]));
const all = newKey(...scopes);
const revoked = newKey(...scopes);
const valid = [...Object.values(each), all].map(({ key }) => key);

/** Credentials of a request and their scopes where keys exist; undefined: no valid key. */
const credentials: readonly [string, string | undefined, readonly Scope[] | undefined][] = [
  ['no key', undefined, undefined],
  ...scopes.map((scope): [string, string, Scope[]] => [scope, each[scope]!.token, [scope]]),
  ['all scopes', all.token, scopes],
  ['a revoked key', revoked.token, undefined],
  ['a malformed key', 'gal_short', undefined],
];

test.each([
  ['keys exist', valid, true],
  ['no key was ever created', [], false],
  ['the last key is revoked', [], true],
] as const)(
  'every route requires its scope and nothing else: %s',
  async (_state, keys, required) => {
    const { app, close } = await build(keys, required);
    const expected: unknown[] = [];
    const found: unknown[] = [];
    for (const [route, scope] of Object.entries(routes)) {
      for (const [what, token, hasScope] of credentials) {
        const known = keys.length > 0 ? hasScope : undefined;
        const guarded = known === undefined ? 401 : known.includes(scope as Scope) ? 'passed' : 403;
        expected.push([route, what, !required || scope === 'open' ? 'passed' : guarded]);
        found.push([route, what, await outcome(app, route, token)]);
      }
    }
    expect(found).toEqual(expected);
    await close();
  },
);
