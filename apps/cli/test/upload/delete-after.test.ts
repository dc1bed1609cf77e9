import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { deleteWhenReady } from '../../src/upload/delete-after.ts';
import { findFiles, type LocalFile } from '../../src/upload/files.ts';

const bytes = Buffer.from('the bytes that were uploaded');
const id = createHash('sha256').update(bytes).digest('hex');

let folder: string;
let openState: typeof import('../../src/upload/state.ts').openState;
let uploadAll: typeof import('../../src/upload/run.ts').uploadAll;
let server: Server;
let url: string;
/** The answers to `GET /media/:id`, the last one repeated. */
let answers: [status: number, body: object][];
let file: LocalFile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-delete-'));
  // Read once, when the module is loaded.
  process.env.XDG_STATE_HOME = folder;
  ({ openState } = await import('../../src/upload/state.ts'));
  ({ uploadAll } = await import('../../src/upload/run.ts'));
  server = createServer((_request, response) => {
    const [status, body] = (answers.length > 1 ? answers.shift() : answers[0])!;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  const path = join(folder, 'photo.jpg');
  await writeFile(path, bytes);
  file = (await findFiles([path])).files[0]!;
  answers = [[200, { id, status: 'ready' }]];
});

const run = () => deleteWhenReady({ url }, file, id, new AbortController().signal);
const exists = () =>
  access(file.path).then(
    () => true,
    () => false,
  );

test('a file is deleted as soon as its item is ready', async () => {
  answers = [
    [404, { code: 'not-found', title: 'Not found' }],
    [200, { id, status: 'processing' }],
    [200, { id, status: 'ready' }],
  ];
  await run();
  expect(await exists()).toBe(false);
});

test('a file whose bytes changed under the same size and time is kept', async () => {
  const other = Buffer.from(bytes);
  other[0] = 0;
  await writeFile(file.path, other);
  await utimes(file.path, file.modifiedMs / 1000, file.modifiedMs / 1000);
  await expect(run()).rejects.toMatchObject({ code: 'digest-differs' });
  expect(await exists()).toBe(true);
});

test('the present bytes of such a file are uploaded by the next run', async () => {
  const other = Buffer.from(bytes);
  other[0] = 0;
  const state = await openState(url);
  state.set(file, { id, accepted: true });
  await writeFile(file.path, other);
  await utimes(file.path, file.modifiedMs / 1000, file.modifiedMs / 1000);
  const [same] = (await findFiles([file.path])).files;
  const { signal } = new AbortController();
  const options = { server: { url }, state, signal, parallel: 1, deleteAfter: true };
  answers = [
    [200, { items: [{ id, status: 'ready' }] }],
    [200, { id, status: 'ready' }],
  ];
  const first = await uploadAll([same!], options);
  expect(first.failures.map(({ problem }) => problem.code)).toEqual(['digest-differs']);

  const present = createHash('sha256').update(other).digest('hex');
  answers = [
    [200, { items: [] }],
    [202, { uploads: [{ id: present }] }],
    [200, { id: present, status: 'ready' }],
  ];
  expect(await uploadAll([same!], options)).toMatchObject({ uploaded: 1, deleted: 1 });
  expect(await exists()).toBe(false);
  await state.write();
});

test('a file that was written to after it was hashed is kept', async () => {
  await utimes(file.path, 1, 1);
  await expect(run()).rejects.toMatchObject({ code: 'digest-differs' });
  expect(await exists()).toBe(true);
});

test.each([
  [
    'the item failed',
    200,
    { id, status: 'failed', failure: { code: 'corrupt', message: 'Damaged' } },
    'corrupt',
  ],
  ['the key may not read', 403, { code: 'scope-missing', title: 'Scope' }, 'scope-missing'],
])('a file is kept if %s', async (_why, status, body, code) => {
  answers = [[status, body]];
  await expect(run()).rejects.toMatchObject({ code });
  expect(await exists()).toBe(true);
});
