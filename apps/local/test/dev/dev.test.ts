import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { noise } from '../e2e/media.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const outputs = ['apps/uploader/dist', 'packages/processor/dist'].map((path) => join(root, path));

let home: string;
let dev: ChildProcess;
let said = '';
let page: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'galeria-dev-'));
  dev = spawn(process.execPath, ['apps/local/dev/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PORT: '0', GALERIA_HOME: home, NODE_OPTIONS: '' },
  });
  dev.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  page = await eventually(() => {
    if (dev.exitCode !== null) throw new Error(`pnpm dev ended with ${dev.exitCode}: ${said}`);
    return /hot reload, is at (http:\S+)/.exec(said)?.[1];
  });
});
afterAll(async () => {
  dev.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

test('pnpm dev serves the page through Vite, passes the API on, and changes no bundle', async () => {
  const before = await filesIn(outputs);
  const html = await (await fetch(page)).text();
  expect(html).toContain('/@vite/client');
  const script = await fetch(`${page}/src/main.tsx`);
  expect(script.headers.get('content-type')).toMatch('javascript');
  expect(await script.text()).toContain('/src/app.tsx');

  const health = await fetch(`${page}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const body = new FormData();
  body.append('file', new Blob([await noise(77)]), 'noise.jpg');
  const headers = { origin: page, 'sec-fetch-site': 'same-origin' };
  const upload = await fetch(`${page}/uploads`, { method: 'POST', body, headers });
  expect(upload.status).toBe(202);
  const ready = await eventually(async () => {
    const { items } = (await (await fetch(`${page}/media`)).json()) as {
      items: { status: string; renditions: { url: string }[] }[];
    };
    return items.find(({ status }) => status === 'ready');
  });
  const rendition = await fetch(page + ready.renditions[0]!.url);
  expect(rendition.headers.get('content-type')).toMatch('image/');

  const ended = once(dev, 'exit');
  dev.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(said).not.toContain('restarting');
  expect(await filesIn(outputs)).toEqual(before);
});

/** Every file below the folders, with the time of its last change. */
async function filesIn(folders: readonly string[]): Promise<string[]> {
  const found = folders.map(async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    // The processor's own tests bundle into folders of their own beside these.
    const files = entries.filter((e) => e.isFile() && !e.parentPath.includes('/test-'));
    return Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return `${path} ${(await stat(path)).mtimeMs}`;
      }),
    );
  });
  return (await Promise.all(found)).flat().sort();
}
