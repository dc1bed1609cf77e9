import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';
import { openProxy } from './proxy.ts';

const cli = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

let galeria: Galeria;
let folder: string;
let stateHome: string;
const started = new Set<ChildProcess>();

beforeAll(async () => {
  [galeria, folder, stateHome] = await Promise.all([
    Galeria.start(),
    media.mediaFolder(),
    media.mediaFolder(),
  ]);
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await galeria.remove();
  await rm(folder, { recursive: true });
  await rm(stateHome, { recursive: true });
});

const newFolder = () => mkdtemp(join(folder, 'sub-'));

/** Starts `galeria upload`, and collects what it prints. */
function startUpload(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [cli, 'upload', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      GALERIA_HOME: galeria.home,
      XDG_STATE_HOME: stateHome,
      NODE_OPTIONS: '',
      ...env,
    },
  });
  started.add(child);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    started.delete(child);
    return { code: code as number | null, ...said };
  });
  return { child, said, ended };
}

const runUpload = (args: readonly string[], env?: NodeJS.ProcessEnv) =>
  startUpload(args, env).ended;

test('a folder is uploaded once; hidden files, symbolic links and other formats are left out', async () => {
  const photos = await newFolder();
  await mkdir(join(photos, 'trip'));
  await media.save(photos, 'a.jpg', await media.noise(801));
  await media.save(photos, 'trip/b.jpg', await media.noise(802));
  await media.save(photos, '.hidden.jpg', await media.noise(803));
  await media.save(photos, 'notes.ini', Buffer.from('left out'));
  await symlink(join(photos, 'a.jpg'), join(photos, 'link.jpg'));

  const first = await runUpload([photos]);
  expect(first.stderr).toContain('2 files uploaded, 0 known before, 0 failed');
  expect(first.stderr).toContain('skipped: 1 hidden, 1 symlinks, 1 unsupported');
  expect(first.stdout).toContain(`uploaded  ${join(photos, 'trip/b.jpg')}`);
  expect(first.code).toBe(0);

  const again = await runUpload([photos, '--to', galeria.address]);
  expect(again.stderr).toContain('0 files uploaded, 2 known before, 0 failed');
  expect(again.code).toBe(0);

  const elsewhere = await runUpload([photos], { XDG_STATE_HOME: await newFolder() });
  expect(elsewhere.stderr).toContain('0 files uploaded, 2 known before, 0 failed');
});

test('a run that was killed within a large file goes on with it', async () => {
  const size = 24_000_000;
  const jpeg = await media.noise(804);
  const file = await media.save(
    folder,
    'large.jpg',
    Buffer.concat([jpeg, randomBytes(size - jpeg.length)]),
  );
  let most = 0.75 * size;
  const proxy = await openProxy(galeria.address, () => most);
  try {
    const killed = startUpload([file, '--to', proxy.address]);
    await eventually(() => proxy.sent() >= most);
    killed.child.kill('SIGKILL');
    await killed.ended;
    // The uploader has kept what arrived.
    await eventually(async () => {
      const { spool } = (await (await fetch(`${galeria.address}/readyz`)).json()) as {
        spool: { unfinishedBytes: number };
      };
      return spool.unfinishedBytes > size / 2;
    });
    most = Number.POSITIVE_INFINITY;
    const { code, stdout, stderr } = await runUpload([file, '--to', proxy.address]);
    expect(stderr).toContain('1 file uploaded');
    expect(stdout).toContain(`uploaded  ${file}`);
    expect(code).toBe(0);
    expect(proxy.sent()).toBeGreaterThan(size);
    expect(proxy.sent()).toBeLessThan(1.5 * size);
  } finally {
    proxy.close();
  }
});

test('refused files are listed with what to do, and the others are uploaded', async () => {
  const good = await media.save(folder, 'good.jpg', await media.noise(805));
  const bad = await media.save(folder, 'notes.bin', randomBytes(1000));
  const { code, stdout, stderr } = await runUpload([bad, good]);
  expect(code).toBe(1);
  expect(stdout).toContain(`uploaded  ${good}`);
  expect(stderr).toMatch(/failed +\S+notes\.bin: .*\(kind-unsupported\); leave the file out/);
  expect(stderr).toContain('1 file uploaded, 0 known before, 1 failed');
});

test('--delete-after deletes files whose items are ready, and keeps files that failed', async () => {
  const camera = await newFolder();
  await media.save(camera, 'fine.jpg', await media.noise(806));
  await media.save(camera, 'half.jpg', await media.corrupt());
  const { code, stderr } = await runUpload([camera, '--delete-after']);
  expect(code).toBe(1);
  expect(await readdir(camera)).toEqual(['half.jpg']);
  expect(stderr).toMatch(/half\.jpg: The file is kept, as processing failed: .*\(corrupt\)/);
  expect(stderr).toContain('1 deleted here');
});

test('--watch uploads a file that is added later, and Ctrl-C ends it', async () => {
  const inbox = await newFolder();
  const watching = startUpload([inbox, '--watch']);
  await eventually(() => watching.said.stderr.includes('Watching for new files'));
  await mkdir(join(inbox, 'new'));
  const added = await media.save(inbox, 'new/added.jpg', await media.noise(807));
  await eventually(() => watching.said.stdout.includes(`uploaded  ${added}`));
  watching.child.kill('SIGINT');
  const { code, stderr } = await watching.ended;
  expect(stderr).toContain('Stopped. The same command goes on where it stopped');
  expect(code).toBe(130);
});

test('a key comes from the environment, a file or an option; without read, all files are sent', async () => {
  const tool = async (...args: string[]) => {
    const env = { ...process.env, GALERIA_HOME: galeria.home, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, [cli, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    await once(child, 'close');
    return out.trim();
  };
  const token = await tool('keys', 'add', 'phone', '--scopes', 'upload');
  await eventually(async () => (await fetch(`${galeria.address}/media`)).status === 401);
  const file = await media.save(folder, 'keyed.jpg', await media.noise(808));

  const none = await runUpload([file]);
  expect(none.stderr).toContain('The server refused the API key');
  expect(none.code).toBe(2);

  const fromEnvironment = await runUpload([file], { GALERIA_KEY: token });
  expect(fromEnvironment.stderr).toContain('The key lacks the scope read');
  expect(fromEnvironment.stderr).toContain('1 file uploaded, 0 known before');

  const keyFile = await media.save(folder, 'key.txt', Buffer.from(`${token}\n`));
  const otherState = { XDG_STATE_HOME: await newFolder() };
  const fromFile = await runUpload([file, '--key-file', keyFile], otherState);
  expect(fromFile.stderr).toContain('1 file uploaded, 0 known before');
  const fromOption = await runUpload([file, '--key', token], otherState);
  expect(fromOption.stderr).toContain('0 files uploaded, 1 known before');
  await unlink(keyFile);
});
