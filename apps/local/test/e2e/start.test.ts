import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runToEnd } from './galeria.ts';
import * as media from './media.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

let folder: string;
let photo: string;

beforeAll(async () => {
  folder = await media.mediaFolder();
  photo = await media.save(folder, 'photo.jpg', await media.noise(1));
});
afterAll(() => rm(folder, { recursive: true }));

const home = () => join(folder, 'home');

test('a start without changes installs and builds nothing and needs no network', async () => {
  const env = { npm_config_registry: 'http://127.0.0.1:9' };
  const { code, stderr } = await runToEnd(home(), [photo], env);
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/installing|building/);
});

test('the bootstrap uses the pnpm of package.json, checked by its integrity hash', async () => {
  const read = async (path: string) => JSON.parse(await readFile(join(root, path), 'utf8'));
  const { packageManager } = await read('package.json');
  const { packages } = await read('tools/bootstrap/pnpm/package-lock.json');
  for (const platform of ['linux-x64', 'linux-arm64']) {
    const { version, integrity } = packages[`node_modules/@pnpm/exe.${platform}`];
    expect(`pnpm@${version}`).toBe(packageManager);
    expect(integrity).toMatch(/^sha512-[\w+/]{86}==$/);
  }
});

test('other users cannot read the files of a start and an upload', async () => {
  const open = join(folder, 'open home');
  await mkdir(open);
  await chmod(open, 0o755);
  const { code, stderr } = await runToEnd(open, [photo]);
  expect(code).toBe(0);
  expect(stderr).toContain(
    'was accessible to other users of this machine; changed its mode to 0700',
  );
  const paths = await readdir(open, { recursive: true });
  expect(paths).toContain('logs/galeria.log');
  const modes = await Promise.all(
    ['.', ...paths].map(async (path) => [path, (await stat(join(open, path))).mode & 0o077]),
  );
  expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
});

test("file arguments are relative to the user's folder", async () => {
  const npm = ['--prefix', root, 'start', '--', 'photo.jpg'];
  const env = { ...process.env, PORT: '0', GALERIA_HOME: home(), NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)('npm', npm, { cwd: folder, env });
  expect(stdout).toContain(`${photo}\n  id `);
});

describe('npm start prints one clear message and exits with 1:', () => {
  const sentence = async (env: NodeJS.ProcessEnv, where = home()) => {
    const { code, stderr } = await runToEnd(where, [], env);
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/^ +at /m);
    return stderr;
  };

  test('the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const said = await sentence({ PORT: String(port) });
    taken.close();
    expect(said).toContain(
      `The port is already in use: something else listens on ${port}; set PORT`,
    );
  });

  test('the port is not a number', async () => {
    expect(await sentence({ PORT: 'eighty' })).toContain(
      'PORT must be integer, but is "eighty" (a port from 0 to 65535)',
    );
  });

  test('the data folder is not writable', async () => {
    await writeFile(join(folder, 'file'), '');
    const said = await sentence({}, join(folder, 'file/home'));
    expect(said).toMatch(/Cannot use the data folder: .*set GALERIA_HOME to a writable folder/);
  });

  test('an unknown option', async () => {
    const { code, stderr } = await runToEnd(home(), ['--bogus']);
    expect(code).toBe(1);
    expect(stderr).toContain('Unknown option: --bogus; see npm start -- --help');
  });

  test('an unknown stack', async () => {
    expect(await sentence({ GALERIA_STACK: 'none' })).toMatch(
      /Stack not found: .*Pulumi\.none\.yaml/,
    );
  });

  test('an unsupported platform', async () => {
    const elsewhere = `Object.defineProperty(process, 'platform', { value: 'darwin' });
      process.argv = [process.argv[0], 'bootstrap.mjs', 'start'];
      await import(${JSON.stringify(join(root, 'tools/bootstrap.mjs'))});`;
    const started = promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', elsewhere],
      { env: { ...process.env, NODE_OPTIONS: '' } },
    );
    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^galeria: error: Galeria runs on linux-x64 and linux-arm64/),
    });
  });
});
