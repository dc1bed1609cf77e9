import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { sniffFile } from '@galeria/media/sniff-file';
import { CliError } from '../errors.ts';

export interface LocalFile {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** The numbers of entries in folders that are not uploaded, by reason. */
export interface Skipped {
  hidden: number;
  symlinks: number;
  unsupported: number;
  unreadable: number;
}

export interface FoundFiles {
  readonly files: readonly LocalFile[];
  readonly skipped: Skipped;
}

/**
 * Finds every named file, and the files of a supported format below named folders. Hidden entries,
 * symbolic links and special files in folders are skipped.
 *
 * @throws CliError `no-such-file`
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const skipped: Skipped = { hidden: 0, symlinks: 0, unsupported: 0, unreadable: 0 };
  const files = new Map<string, LocalFile>();
  for (const path of paths.map((one) => resolve(one))) {
    const named = await stat(path).catch((cause: unknown) => {
      throw new CliError('no-such-file', { detail: path, cause });
    });
    if (!named.isDirectory()) files.set(path, localFile(path, named));
    else for await (const file of below(path, skipped)) files.set(file.path, file);
  }
  return { files: [...files.values()], skipped };
}

/** Reads a file's size and time again. */
export const restat = async ({ path }: Pick<LocalFile, 'path'>): Promise<LocalFile> =>
  localFile(path, await stat(path));

/** Whether a file has the same size and time as before. */
export const isUnchanged = (one: LocalFile, other: LocalFile): boolean =>
  one.size === other.size && one.modifiedMs === other.modifiedMs;

const localFile = (path: string, { size, mtimeMs }: { size: number; mtimeMs: number }) => ({
  path,
  name: basename(path),
  size,
  modifiedMs: mtimeMs,
});

async function* below(folder: string, skipped: Skipped): AsyncGenerator<LocalFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    skipped.unreadable++;
    return [];
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) skipped.hidden++;
    else if (entry.isSymbolicLink()) skipped.symlinks++;
    else if (entry.isDirectory()) yield* below(path, skipped);
    else if (entry.isFile()) {
      // A file may be deleted or locked meanwhile.
      const support = await sniffFile(path).catch(() => 'unreadable' as const);
      if (support === 'unreadable') skipped.unreadable++;
      else if (!support) skipped.unsupported++;
      else yield localFile(path, await lstat(path));
    }
  }
}
