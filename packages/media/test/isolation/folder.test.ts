import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  collectRenditions,
  makeFolder,
  placeSource,
  removeFolder,
} from '../../src/isolation/folder.ts';

let own: string;
let folder: string;
beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  folder = makeFolder();
});
afterEach(() => Promise.all([rm(own, { recursive: true }), removeFolder(folder)]));

const adopted = (file: string) => {
  const rendition = { name: 'r', mimeType: 'text/plain', body: { file } };
  const source = { id: 'x', path: join(own, 'original'), size: 1 };
  return collectRenditions(
    { mimeType: 'text/plain', metadata: {}, renditions: [rendition] },
    folder,
    source,
  );
};

describe('the folder of a compromised decoder', () => {
  test('a link instead of a rendition is refused and not followed', async () => {
    const secret = join(own, 'secret');
    await writeFile(secret, 'private');
    await symlink(secret, join(folder, 'link'));
    await expect(adopted(join(folder, 'link'))).rejects.toMatchObject({ code: 'decoder-lost' });
    await expect(readFile(join(own, 'link'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(secret, 'utf8')).toBe('private');
  });

  test('a rendition outside of the folder is refused', async () => {
    const secret = join(own, 'secret');
    await writeFile(secret, 'private');
    await expect(adopted(secret)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(secret, 'utf8')).toBe('private');
  });

  test('a source is not written through an existing link', async () => {
    const path = join(own, 'original');
    const secret = join(own, 'secret');
    await Promise.all([writeFile(path, 'x'), writeFile(secret, 'private')]);
    await symlink(secret, join(folder, 'original'));
    await expect(placeSource({ id: 'x', path, size: 1 }, folder)).rejects.toMatchObject({
      code: 'EEXIST',
    });
    expect(await readFile(secret, 'utf8')).toBe('private');
  });
});
