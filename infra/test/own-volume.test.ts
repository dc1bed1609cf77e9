import { chown, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { componentDocument, SERVICE_USER_ID } from '../image/component.ts';
import { describeWith } from './support/needs.ts';
import { imageRoot, run } from './support/run.ts';

const FORMER = 993;

let folder: string;
let outside: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-owner-'));
  outside = join(await mkdtemp(join(tmpdir(), 'galeria-outside-')), 'file');
  await writeFile(outside, '');
  await mkdir(join(folder, 'spool/ready'), { recursive: true });
  await mkdir(join(folder, 'lost+found'));
  await writeFile(join(folder, 'spool/ready/file'), 'the only copy', { mode: 0o600 });
  await symlink(outside, join(folder, 'spool/link'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await rm(join(outside, '..'), { recursive: true });
});

const boot = (owner: string) =>
  run(join(imageRoot, 'usr/local/lib/galeria/own-volume'), [], {
    GALERIA_DATA_DIR: folder,
    GALERIA_OWNER: owner,
  });

const ownerOf = async (path: string) => (await lstat(path)).uid;

/** Gives a volume to the id that the user had in a former image. */
const ofFormerImage = () => run('chown', ['-hR', `${FORMER}:${FORMER}`, folder]);

test('every image gives the same id to the user of the uploader', () => {
  const document = componentDocument({ bucket: 'b', key: 'k' });
  expect(document).toContain(`useradd --system --uid ${SERVICE_USER_ID} --gid galeria`);
  expect(document).toContain(`groupadd --system --gid ${SERVICE_USER_ID} galeria`);
});

describeWith(['root'], () => {
  test('a volume of another user id is given to the user, without what links lead to', async () => {
    await ofFormerImage();
    await chown(join(folder, 'lost+found'), 0, 0);
    await chown(outside, FORMER, FORMER);
    expect(await boot('daemon')).toMatchObject({ code: 0, stderr: expect.stringContaining('993') });
    const daemon = await ownerOf(folder);
    expect(daemon).toBe(Number((await run('id', ['-u', 'daemon'])).stdout));
    for (const path of ['spool', 'spool/ready', 'spool/ready/file', 'spool/link']) {
      expect([path, await ownerOf(join(folder, path))]).toEqual([path, daemon]);
    }
    expect(await ownerOf(join(folder, 'lost+found'))).toBe(0);
    expect(await ownerOf(outside)).toBe(FORMER);
  });

  test('a run that was interrupted is completed by the next boot', async () => {
    await ofFormerImage();
    await run('chown', ['daemon:daemon', join(folder, 'spool/ready')]);
    await boot('daemon');
    expect(await ownerOf(join(folder, 'spool/ready/file'))).toBe(await ownerOf(folder));
    expect(await ownerOf(folder)).not.toBe(FORMER);
  });

  test('a volume of the same user id is left as it is', async () => {
    await chown(join(folder, 'spool/ready/file'), FORMER, FORMER);
    expect(await boot('root')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await ownerOf(join(folder, 'spool/ready/file'))).toBe(FORMER);
  });
});
