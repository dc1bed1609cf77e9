import { constants, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, link, lstat, readdir, rename, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { MediaError } from '../failures.ts';
import type { Derivation, Rendition, Source } from '../kind.ts';

const folders = new Set<string>();

/**
 * Creates the folder that a child may read and write. It is flat, and we follow no link in it, as a
 * compromised child could link to our files.
 */
export function makeFolder(): string {
  if (folders.size === 0) process.once('exit', removeAll);
  const folder = mkdtempSync(join(tmpdir(), 'galeria-decoder-'));
  folders.add(folder);
  return folder;
}

/** Removes the folder of an exited child. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
  if (folders.size === 0) process.off('exit', removeAll);
}

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Places a source in a child's folder, as a hard link if possible. */
export async function placeSource(source: Source, folder: string): Promise<Source> {
  const path = join(folder, basename(source.path));
  try {
    await link(source.path, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // On another disk, or owned by another user. Neither way follows an existing link.
    if (code !== 'EXDEV' && code !== 'EPERM') throw error;
    await copyFile(source.path, path, constants.COPYFILE_EXCL);
  }
  return { ...source, path };
}

/**
 * Moves the files that a child created to the source's folder.
 *
 * @throws MediaError `decoder-lost` if a rendition is not a regular file, such as a symbolic link
 */
export async function collectRenditions<Made extends Rendition, Metadata extends object>(
  derivation: Derivation<Made, Metadata>,
  folder: string,
  { path }: Source,
): Promise<Derivation<Made, Metadata>> {
  const renditions = await Promise.all(
    derivation.renditions.map(async (rendition) => {
      const { body } = rendition;
      if (body instanceof Uint8Array) return rendition;
      const name = basename(body.file);
      const file = join(dirname(path), name);
      await rename(join(folder, name), file);
      // Check after the move, as the child can no longer replace it.
      if (!(await lstat(file)).isFile()) {
        await unlink(file);
        throw new MediaError('decoder-lost', {
          detail: 'the decoder created something other than a file',
        });
      }
      // A kind may give the file's path or its name in the source's folder.
      return { ...rendition, body: { file: isAbsolute(body.file) ? file : name } };
    }),
  );
  return { ...derivation, renditions };
}

/** @returns false if something remains, such as a folder, which decoders do not create */
export async function emptyFolder(folder: string): Promise<boolean> {
  try {
    for (const name of await readdir(folder)) await unlink(join(folder, name));
    return true;
  } catch {
    return false;
  }
}
