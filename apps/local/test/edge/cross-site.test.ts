import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openEdge } from './harness.ts';

let edge: Awaited<ReturnType<typeof openEdge>>;
let reached: number;

beforeAll(async () => {
  edge = await openEdge((_request, response) => {
    reached++;
    response.end('{}');
  });
});
beforeEach(() => {
  reached = 0;
});
afterAll(() => edge.close());

interface Browser {
  readonly method?: string;
  readonly site?: string;
  readonly mode?: string;
  readonly dest?: string;
}

/** Asks as a browser does; `fetch` would set the headers by itself. */
function ask({ method = 'GET', site, mode = 'no-cors', dest = 'image' }: Browser) {
  const metadata = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };
  const headers = site === undefined ? {} : (metadata as Record<string, string>);
  return new Promise<{ status?: number; policy?: string }>((resolve, reject) => {
    request(`${edge.address}/r/abc/640.v4.webp`, { method, headers, agent: false }, (answer) => {
      answer.resume();
      const policy = answer.headers['cross-origin-resource-policy'] as string;
      resolve({ status: answer.statusCode!, policy });
    })
      .on('error', reject)
      .end();
  });
}

test.each<[string, Browser]>([
  ['an <img> of another site', { site: 'cross-site' }],
  ['an <img> of another port of this machine', { site: 'same-site' }],
  ['a fetch of another site', { site: 'cross-site', mode: 'cors', dest: 'empty' }],
  ['a frame of another site', { site: 'cross-site', mode: 'navigate', dest: 'iframe' }],
  [
    'a form of another site',
    { site: 'cross-site', mode: 'navigate', dest: 'document', method: 'POST' },
  ],
])('%s is refused', async (_title, browser) => {
  expect(await ask(browser)).toEqual({ status: 403, policy: 'same-origin' });
  expect(reached).toBe(0);
});

test.each<[string, Browser]>([
  ["the page's own <img>", { site: 'same-origin' }],
  ['an address that is typed in', { site: 'none', mode: 'navigate', dest: 'document' }],
  ['a link of another site', { site: 'cross-site', mode: 'navigate', dest: 'document' }],
  ['a client that is no browser', {}],
])('%s is answered, with a policy that other sites cannot read it', async (_title, browser) => {
  expect(await ask(browser)).toEqual({ status: 200, policy: 'same-origin' });
  expect(reached).toBe(1);
});

test('a script of an origin that CORS allows is answered, its elements are not', async () => {
  const origin = 'https://photos.example.org';
  const open = await openEdge((_request, response) => void response.end('{}'), [origin]);
  const get = (mode: string, from: string, method = 'GET') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { origin: from, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode };
      const sent = request(`${open.address}/media`, { method, headers, agent: false }, resolve);
      sent.on('error', reject).end();
    });
  const allowed = await get('cors', origin);
  expect(allowed.statusCode).toBe(200);
  expect(allowed.headers).toMatchObject({ vary: 'Origin', 'access-control-allow-origin': origin });
  expect(allowed.headers['access-control-expose-headers']).toContain('etag');
  const unsupported = await get('cors', origin, 'PUT');
  expect(unsupported.statusCode).toBe(405);
  expect(unsupported.headers['access-control-allow-origin']).toBe(origin);
  const other = await get('cors', 'https://photos.example.com');
  expect(other.statusCode).toBe(403);
  expect(other.headers).not.toHaveProperty('access-control-allow-origin');
  for (const mode of ['no-cors', 'navigate']) {
    expect((await get(mode, origin)).statusCode).toBe(403);
  }
  await open.close();
});
