import { readFile } from 'node:fs/promises';
import { newFolder } from '@galeria/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDocument } from '../openapi.ts';
import { hashOf, newSecret, tokenOf } from '../src/shares/token.ts';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { type Process, runUploader } from './support/uploader.ts';

/** A route of the app, and the scope that it requires. */
interface Route {
  readonly method: string;
  readonly url: string;
  readonly scope: string | undefined;
}

let cloud: Cloud;
let uploader: Process;
const routes: Route[] = [];
const id = sha256(jpegLike(2_000));

beforeAll(async () => {
  cloud = await startCloud();
  // From then on every route with a scope needs a key.
  await cloud.catalog.putKey({ hash: hashOf('x'), name: 'x', scopes: [], createdAt: 'now' });
  uploader = await runUploader(await newFolder(), cloud.environment);
  await readDocument(({ method, url, config, onRequest }) => {
    // The routes that only answer 405 have a hook of their own.
    if (onRequest !== undefined) return;
    for (const one of [method].flat()) routes.push({ method: one, url, scope: config?.scope });
  });
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

async function newToken(type: 'share' | 'drop'): Promise<string> {
  const secret = newSecret();
  const share = await cloud.catalog.createShare({
    ...{ type, signingKey: '', secretHash: hashOf(secret) },
    ...(type === 'share' ? { ids: [id], originals: true } : { maxFiles: 9, maxBytes: 1e6 }),
    until: new Date(Date.now() + 3_600_000).toISOString(),
  });
  return tokenOf(share.id, secret);
}

const QUERIES: Readonly<Record<string, string>> = {
  '/s/:token/items/:id/original': '?until=99999999999&proof=x',
};

/** The status of a route for a request with a token in every place that a credential could be in. */
async function statusOf({ method, url }: Route, token: string, inPath = token): Promise<number> {
  const path = url.replace(':token', inPath).replace(':id', id).replace(/:\w+/g, 'x');
  const body =
    url === '/s/:token/uploads'
      ? file()
      : ['POST', 'PUT', 'PATCH'].includes(method)
        ? '{"password":"x"}'
        : null;
  // Routes below /s/ refuse parameters that they do not know.
  const isBelow = url.startsWith('/s/');
  const query = isBelow ? (QUERIES[url] ?? '') : `?token=${token}&key=${token}`;
  const answer = await fetch(`${uploader.address}${path}${query}`, {
    method,
    body,
    headers: {
      authorization: `Bearer ${token}`,
      cookie: `galeria_session=${token}; galeria_link=${token}`,
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    },
  });
  await answer.arrayBuffer();
  return answer.status;
}

function file(): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(jpegLike(2_000))]), 'a.jpg');
  return form;
}

describe.each(['share', 'drop'] as const)('the token of a %s', (type) => {
  test('opens no route outside of /s/', async () => {
    const token = await newToken(type);
    const outside = routes.filter(({ url, scope }) => !url.startsWith('/s/') && scope);
    expect(outside.length).toBeGreaterThan(30);
    for (const route of outside) {
      expect([route, await statusOf(route, token)]).toEqual([route, 401]);
    }
  });

  test('opens of the routes below /s/ those that SECURITY.md says', async () => {
    const token = await newToken(type);
    const below = routes.filter(({ url, method }) => url.startsWith('/s/') && method !== 'HEAD');
    const answers = await Promise.all(
      below.map(async (route) => [`${route.method} ${route.url}`, await statusOf(route, token)]),
    );
    expect(Object.fromEntries(answers)).toEqual(await documented(type));
    // A key, or a token in another place than the path, opens none of them.
    for (const route of below) {
      expect([route, await statusOf(route, token, 'x')]).toEqual([route, 404]);
    }
  });
});

/** The table of SECURITY.md: the status of each route below `/s/`. */
async function documented(type: 'share' | 'drop'): Promise<Record<string, number>> {
  const text = await readFile(new URL('../../../SECURITY.md', import.meta.url), 'utf8');
  const rows = text.matchAll(/^\| `(\w+ \/s\/\S+)` \| (\d+)[^|]*\| (\d+)[^|]*\|/gm);
  return Object.fromEntries(
    [...rows].map(([, route, share, drop]) => [route, Number(type === 'share' ? share : drop)]),
  );
}
