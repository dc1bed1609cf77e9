import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeWith } from './support/needs.ts';
import { imageRoot, run } from './support/run.ts';

const MiB = 2 ** 20;
const SIZE = 160 * MiB;

let folder: string;
/** A file in place of the volume. The tools treat it like a device. */
let volume: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-volume-'));
  volume = join(folder, 'volume');
  await mkdir(join(folder, 'by-id'));
  const file = await open(volume, 'w');
  await file.truncate(SIZE);
  await file.close();
});
afterEach(() => rm(folder, { recursive: true }));

const linkOf = (id = 'vol0123456789abcdef0') =>
  join(folder, 'by-id', `nvme-Amazon_Elastic_Block_Store_${id}`);

const attach = (id?: string) => symlink(volume, linkOf(id));

const boot = (settings: Record<string, string> = {}) =>
  run(join(imageRoot, 'usr/local/lib/galeria/data-volume'), [], {
    GALERIA_VOLUME_ID: 'vol-0123456789abcdef0',
    GALERIA_VOLUME_RESTORED: 'no',
    GALERIA_BY_ID: join(folder, 'by-id'),
    GALERIA_RUN: join(folder, 'run'),
    GALERIA_OWNER: 'root',
    GALERIA_WAIT_SECONDS: '600',
    ...settings,
  });

const named = () => readlink(join(folder, 'run', 'data-volume'));
const bytes = async () =>
  createHash('sha256')
    .update(await readFile(volume))
    .digest('hex');
const labelOf = async () =>
  (
    await run('blkid', ['--probe', '--match-tag', 'LABEL', '--output', 'value', volume])
  ).stdout.trim();

/** Creates a file system with one file. */
async function holds(content: string, label: string, size = '160M'): Promise<void> {
  await mkdir(join(folder, 'files'));
  await writeFile(join(folder, 'files', 'kept'), content);
  const made = await run('mkfs.ext4', [
    '-q',
    '-F',
    '-L',
    label,
    '-d',
    join(folder, 'files'),
    volume,
    size,
  ]);
  expect(made.stderr).toBe('');
}
const kept = async () => (await run('debugfs', ['-R', 'cat /kept', volume])).stdout;

async function write(text: string, position: number): Promise<void> {
  const file = await open(volume, 'r+');
  await file.write(text, position);
  await file.close();
}

describeWith(['e2fsprogs'], () => {
  test('a blank volume is formatted', async () => {
    await attach();
    expect(await boot()).toMatchObject({ code: 0, stderr: expect.stringContaining('is blank') });
    expect(await labelOf()).toBe('galeria');
    expect(await named()).toBe(volume);
    expect((await run('e2fsck', ['-fn', volume])).code).toBe(0);
  });

  test('the script waits for a volume that is attached late', async () => {
    // The script sleeps after it has found nothing: the volume is attached in that moment.
    const sleep = join(folder, 'sleep');
    await writeFile(sleep, `#!/bin/sh\nln -s ${volume} ${linkOf()}\necho attached >&2\n`);
    await chmod(sleep, 0o755);
    const { code, stderr } = await boot({ PATH: `${folder}:/usr/sbin:/sbin:${process.env.PATH}` });
    expect(code).toBe(0);
    expect(stderr.match(/attached/g)).toHaveLength(1);
    expect(await named()).toBe(volume);
  });

  test('a volume that is not attached gives an error', async () => {
    const { code, stderr } = await boot({ GALERIA_WAIT_SECONDS: '1' });
    expect(code).toBe(75);
    expect(stderr).toContain('vol-0123456789abcdef0 is not attached after 1 s');
  });

  test('a volume with another id is not used', async () => {
    await attach('vol0fffffffffffffff0');
    const before = await bytes();
    expect((await boot({ GALERIA_WAIT_SECONDS: '1' })).code).toBe(75);
    expect(await bytes()).toBe(before);
  });

  test.each(['no', 'yes'])('a volume with a spool is kept, restored: %s', async (restored) => {
    await attach();
    await holds('the only copy', 'galeria');
    expect((await boot({ GALERIA_VOLUME_RESTORED: restored })).code).toBe(0);
    expect(await kept()).toBe('the only copy');
    expect(await named()).toBe(volume);
  });

  test('a restored volume without a spool is not formatted', async () => {
    await attach();
    const before = await bytes();
    const { code, stderr } = await boot({ GALERIA_VOLUME_RESTORED: 'yes' });
    expect([code, await bytes()]).toEqual([65, before]);
    expect(stderr).toContain('check the snapshot id');
  });

  test('a file system with another label is not formatted', async () => {
    await attach();
    await holds('not ours', 'other');
    expect((await boot()).code).toBe(65);
    expect(await kept()).toBe('not ours');
  });

  test.each([
    ['the beginning', 10 * MiB],
    ['the end', SIZE - 100],
  ])('data without a signature at %s is not formatted', async (_where, position) => {
    await attach();
    await write('not zero', position);
    const before = await bytes();
    const { code, stderr } = await boot();
    expect([code, await bytes()]).toEqual([65, before]);
    expect(stderr).toContain('not formatting it');
  });

  test('the next boot uses the formatted volume', async () => {
    await attach();
    await boot();
    const { code, stderr } = await boot();
    expect(code).toBe(0);
    expect(stderr).not.toContain('formatting');
  });

  test('the file system of an enlarged volume is resized', async () => {
    await attach();
    await holds('the only copy', 'galeria', '64M');
    expect((await boot()).code).toBe(0);
    const { stdout } = await run('dumpe2fs', ['-h', volume]);
    const [, blocks] = /^Block count: +(\d+)/m.exec(stdout)!;
    const [, blockSize] = /^Block size: +(\d+)/m.exec(stdout)!;
    expect(Number(blocks) * Number(blockSize)).toBe(SIZE);
    expect(await kept()).toBe('the only copy');
  });
});
