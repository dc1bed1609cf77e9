import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sniffFile } from '@galeria/media/sniff-file';
import { LocalError } from '../errors.ts';

export interface Found {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

export interface Collected {
  readonly files: readonly Found[];
  /** The number of files in folders that were skipped because their format is not supported. */
  readonly skipped: number;
}

/**
 * Finds the files to upload: every named file, and the files of a supported format below named folders.
 * Hidden files and folders are skipped.
 *
 * @throws LocalError `no-such-file`
 */
export async function collect(paths: readonly string[]): Promise<Collected> {
  const files: Found[] = [];
  let skipped = 0;
  for (const path of paths) {
    const named = await stat(path).catch((cause: unknown) => {
      throw new LocalError('no-such-file', {
        detail: `${path}; check the path and its permissions`,
        cause,
      });
    });
    if (!named.isDirectory()) {
      files.push({ path, name: basename(path), size: named.size });
      continue;
    }
    for await (const found of filesBelow(path)) {
      if (await sniffFile(found.path)) files.push(found);
      else skipped++;
    }
  }
  return { files, skipped };
}

async function* filesBelow(folder: string): AsyncGenerator<Found> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield { path, name: entry.name, size: (await stat(path)).size };
  }
}
