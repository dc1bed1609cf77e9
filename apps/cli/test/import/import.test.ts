import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi } from '../../src/api.ts';
import { importAll } from '../../src/import/run.ts';

let folder: string;
let server: Server;
let url: string;
const edits: unknown[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-import-'));
  server = createServer(async (request, response) => {
    const body = JSON.parse((await text(request)) || '{}');
    if (request.method === 'PATCH') edits.push({ [request.url!]: body });
    const answer =
      request.method === 'POST'
        ? { items: body.ids.map((id: string) => ({ id, status: 'ready' })) }
        : { uploads: [], date: '2024-05-06T07:08:09', revision: edits.length };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

test('an import edits also files that the state of uploads has forgotten', async () => {
  const path = join(folder, 'photo.jpg');
  await writeFile(path, 'the bytes of a photo');
  const id = createHash('sha256').update('the bytes of a photo').digest('hex');
  const { signal } = new AbortController();
  // The state remembers a limited number of files.
  const state = { path, get: () => undefined, set() {}, forget() {}, write: async () => {} };
  const item = { path, names: ['photo.jpg'], edit: { title: 'Dunas' } } as const;
  const plan = { items: [item], albums: [], notes: [] };
  const options = { api: openApi({ url }, signal), server: { url }, state, signal, parallel: 1 };
  expect(await importAll(plan, options)).toBe(0);
  expect(edits).toEqual([{ [`/media/${id}`]: { title: 'Dunas' } }]);
});
