import { constants, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, link, lstat, readdir, rename, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { MediaError } from '../failures.ts';
import type { Derivation, Rendition, Source } from '../kind.ts';

const folders = new Set<string>();

/**
 * Makes the folder that one child may read and write. It is flat, and we follow none of its names: a
 * child that was taken over could put a link to a file of ours in its place.
 */
export function makeFolder(): string {
  if (folders.size === 0) process.once('exit', removeAll);
  const folder = mkdtempSync(join(tmpdir(), 'galeria-decoder-'));
  folders.add(folder);
  return folder;
}

/** Removes the folder of a child that has ended. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
  if (folders.size === 0) process.off('exit', removeAll);
}

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Lays a source into a child's folder, by a second name for the same bytes where that is possible. */
export async function admit(source: Source, folder: string): Promise<Source> {
  const path = join(folder, basename(source.path));
  try {
    await link(source.path, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another disk, or another user's file. Neither way follows a link that lies there already.
    if (code !== 'EXDEV' && code !== 'EPERM') throw error;
    await copyFile(source.path, path, constants.COPYFILE_EXCL);
  }
  return { ...source, path };
}

/**
 * Moves the files that a child made beside its source to the original's folder.
 *
 * @throws MediaError `decoder-lost` where it names what is no file, such as a symbolic link.
 */
export async function adopt<Made extends Rendition>(
  derivation: Derivation<Made>,
  folder: string,
  { path }: Source,
): Promise<Derivation<Made>> {
  const renditions = await Promise.all(
    derivation.renditions.map(async (rendition) => {
      const { body } = rendition;
      if (body instanceof Uint8Array) return rendition;
      const name = basename(body.file);
      const file = join(dirname(path), name);
      await rename(join(folder, name), file);
      // Only here, out of the child's reach, does it stay what it is.
      if (!(await lstat(file)).isFile()) {
        await unlink(file);
        throw new MediaError('decoder-lost', { detail: 'it made something that is no file' });
      }
      // A kind may name its file by a path or, as it lies beside the source, by its name alone.
      return { ...rendition, body: { file: isAbsolute(body.file) ? file : name } };
    }),
  );
  return { ...derivation, renditions };
}

/** @returns false where something stays, such as a folder, which no decoder makes. */
export async function emptyFolder(folder: string): Promise<boolean> {
  try {
    for (const name of await readdir(folder)) await unlink(join(folder, name));
    return true;
  } catch {
    return false;
  }
}
