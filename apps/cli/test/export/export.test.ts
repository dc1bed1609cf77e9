import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportAll } from '../../src/export/run.ts';
import { openExportState } from '../../src/export/state.ts';

let folder: string;
let server: Server;
let url: string;
let manifest: object;

const originals = new Map(
  ['one', 'other'].map((bytes) => [createHash('sha256').update(bytes).digest('hex'), bytes]),
);
const [one = '', other = ''] = originals.keys();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-export-'));
  server = createServer((request, response) => {
    const [, , id = ''] = request.url!.split('/');
    response.end(originals.get(id) ?? JSON.stringify(manifest));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

/** Exports a gallery with these items. */
async function run(items: readonly { id: string; path: string; title?: string }[]) {
  manifest = {
    format: 'galeria-export',
    version: 1,
    items: items.map(({ title, ...item }) => ({
      ...item,
      size: originals.get(item.id)!.length,
      filenames: [item.path],
      ...(title && { title, edits: { title }, sidecar: `${item.path}.xmp` }),
    })),
    missing: [],
    albums: [],
  };
  const state = await openExportState(folder, { server: url, query: '' });
  const { signal } = new AbortController();
  const options = { folder, parameters: {}, state, server: { url }, parallel: 1, signal };
  const done = await exportAll(options);
  await state.write();
  return done;
}

test('a sidecar stays when another item had this path before', async () => {
  await run([{ id: one, path: 'a.jpg', title: 'One' }]);
  const items = [
    { id: other, path: 'a.jpg', title: 'Other' },
    { id: one, path: 'a (1).jpg' },
  ];
  expect(await run(items)).toMatchObject({ written: 2, failures: 0 });
  expect(await readFile(join(folder, 'a.jpg.xmp'), 'utf8')).toContain('Other');

  items[0]!.title = '';
  expect(await run(items)).toMatchObject({ written: 1, unchanged: 1 });
  const files = ['.galeria-export', 'a (1).jpg', 'a.jpg', 'manifest.json'];
  expect((await readdir(folder)).sort()).toEqual(files);
  expect(await readFile(join(folder, 'a.jpg'), 'utf8')).toBe('other');
});
