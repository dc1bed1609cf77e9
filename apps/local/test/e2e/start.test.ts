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

test('a start where nothing changed sets nothing up, and needs no network', async () => {
  const env = { npm_config_registry: 'http://127.0.0.1:9' };
  const { code, stderr } = await runToEnd(home(), [photo], env);
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/installing|building/);
});

test('the pnpm of the bootstrap is the one of package.json, by its integrity hash', async () => {
  const read = async (path: string) => JSON.parse(await readFile(join(root, path), 'utf8'));
  const { packageManager } = await read('package.json');
  const { packages } = await read('tools/bootstrap/pnpm/package-lock.json');
  for (const platform of ['linux-x64', 'linux-arm64']) {
    const { version, integrity } = packages[`node_modules/@pnpm/exe.${platform}`];
    expect(`pnpm@${version}`).toBe(packageManager);
    expect(integrity).toMatch(/^sha512-[\w+/]{86}==$/);
  }
});

test('no other user can read what a start and an upload leave behind', async () => {
  const open = join(folder, 'open home');
  await mkdir(open);
  await chmod(open, 0o755);
  const { code, stderr } = await runToEnd(open, [photo]);
  expect(code).toBe(0);
  expect(stderr).toContain('was open to other users of this machine; its mode is now 0700');
  const paths = await readdir(open, { recursive: true });
  expect(paths).toContain('logs/galeria.log');
  const modes = await Promise.all(
    ['.', ...paths].map(async (path) => [path, (await stat(join(open, path))).mode & 0o077]),
  );
  expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
});

test('files are meant from where the user stands', async () => {
  const npm = ['--prefix', root, 'start', '--', 'photo.jpg'];
  const env = { ...process.env, PORT: '0', GALERIA_HOME: home(), NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)('npm', npm, { cwd: folder, env });
  expect(stdout).toContain(`${photo}\n  id `);
});

describe('one clear sentence, and a status of 1, where', () => {
  const sentence = async (env: NodeJS.ProcessEnv, where = home()) => {
    const { code, stderr } = await runToEnd(where, [], env);
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/^ +at /m);
    return stderr;
  };

  test('the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const said = await sentence({ PORT: String(port) });
    taken.close();
    expect(said).toContain(`The port is taken: something else listens on ${port}; set PORT`);
  });

  test('the port is none', async () => {
    expect(await sentence({ PORT: 'eighty' })).toContain(
      'PORT must be integer, but is "eighty" (a port from 0 to 65535)',
    );
  });

  test('the data folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const said = await sentence({}, join(folder, 'file/home'));
    expect(said).toMatch(/The data folder cannot be used: .*set GALERIA_HOME to a folder that can/);
  });

  test('there is no such option', async () => {
    const { code, stderr } = await runToEnd(home(), ['--bogus']);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no such option: --bogus; see npm start -- --help');
  });

  test('there is no such stack', async () => {
    expect(await sentence({ GALERIA_STACK: 'none' })).toMatch(
      /no such stack: .*Pulumi\.none\.yaml/,
    );
  });

  test('the platform is none that Galeria runs on', async () => {
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
