import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startServers } from '../src/servers.ts';
import { readOnlyFolder, type SmallDisk, smallDisk } from './disks.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'galeria-disk-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const start = () => startServers(home, 'us-east-1', () => {});

const databases = [
  ['s3', 'index.sqlite'],
  ['sqs', 'fauxqs.db'],
  ['dynamodb', 'dynamodb.sqlite'],
] as const;

describe.each(databases)('the start of the embedded %s', (service, file) => {
  const folder = () => join(home, service);
  const failed = (says: string) => ({
    code: 'disk-failed',
    detail: expect.stringMatching(new RegExp(`^${folder()}: .*; .*${says}`)),
  });

  test('names its folder if the file is not a database', async () => {
    await mkdir(folder());
    await writeFile(join(folder(), file), 'garbage'.repeat(1000));
    await expect(start()).rejects.toMatchObject(failed('restore the folder from a copy'));
  });

  test('names its folder if the database is damaged', async () => {
    await (await start()).close();
    const database = await open(join(folder(), file), 'r+');
    const { size } = await database.stat();
    // After SQLite's header of 100 bytes.
    await database.write(Buffer.alloc(size - 100, 0xff), 0, size - 100, 100);
    await database.close();
    await expect(start()).rejects.toMatchObject(failed('restore the folder from a copy'));
  });

  test('names its folder if it is not writable', async () => {
    const remove = await readOnlyFolder(folder());
    try {
      await expect(start()).rejects.toMatchObject(failed('must be writable'));
    } finally {
      await remove();
    }
  });
});

test('the start of the embedded DynamoDB names its folder if a LevelDB database is damaged', async () => {
  await mkdir(join(home, 'dynamodb'));
  await writeFile(join(home, 'dynamodb/CURRENT'), 'MANIFEST-000001\n');
  await writeFile(join(home, 'dynamodb/MANIFEST-000001'), 'garbage'.repeat(1000));
  await expect(start()).rejects.toMatchObject({
    code: 'disk-failed',
    detail: expect.stringContaining(join(home, 'dynamodb')),
  });
});

describe('npm start prints one sentence and exits with status 1', () => {
  /** Runs a program with a limit that the shell sets, until it exits. */
  const run = (program: string, folder: string, limit = '') =>
    new Promise<{ code: unknown; stderr: string }>((done) => {
      const env = { ...process.env, PORT: '0', GALERIA_HOME: folder, NODE_OPTIONS: '' };
      const path = fileURLToPath(new URL(program, import.meta.url));
      const shell = ['-c', `${limit} exec "$0" "$@"`, process.execPath, path, folder];
      execFile('bash', shell, { env }, (error, _stdout, stderr) => {
        done({ code: error?.code, stderr });
      });
    });
  const main = '../src/main.ts';
  const sentence = (folder: string) => ({
    code: 1,
    stderr: expect.stringMatching(
      new RegExp(`^galeria: Cannot read or write the data folder: ${folder}[^\n]*\n$`),
    ),
  });

  test('if a database is damaged', async () => {
    await mkdir(join(home, 's3'));
    await writeFile(join(home, 's3/index.sqlite'), 'garbage'.repeat(1000));
    expect(await run(main, home)).toEqual(sentence(join(home, 's3')));
  });

  test('if a write fails at run time, after it has stopped the cells', async () => {
    const env = { ...process.env, PORT: '0', GALERIA_HOME: home, NODE_OPTIONS: '' };
    const faults = new URL('./disk-fails-on-signal.ts', import.meta.url).href;
    const program = fileURLToPath(new URL(main, import.meta.url));
    const host = spawn(process.execPath, ['--import', faults, program], { env });
    let said = '';
    host.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (/is running/.test(text)) host.kill('SIGUSR2');
      said += text;
    });
    const [code] = await once(host, 'close');
    const [before, stderr] = said.split('Stopping …\n');
    expect(before).toContain('Galeria is running');
    expect({ code, stderr }).toEqual(sentence(home));
    const log = await readFile(join(home, 'logs/galeria.log'), 'utf8');
    expect(log).toMatch(/"message":"ended","code":0.*"source":"cell a"/);
  });

  describe('on a full disk', () => {
    let disk: SmallDisk;
    afterEach(() => disk.remove());

    test.each([
      ['before the databases are created', 40],
      ['while the program creates its resources', 400],
    ])('%s', async (_title, kib) => {
      disk = await smallDisk(home, kib);
      expect(await run(main, home, disk.limit)).toEqual(sentence(home));
    });

    test('if a write outside a request fails', async () => {
      disk = await smallDisk(home, 400);
      expect(await run('./disk-fails-in-timer.ts', home, disk.limit)).toEqual(sentence(home));
    });
  });
});
