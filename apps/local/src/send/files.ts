import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SNIFF_BYTES, sniff } from '@galeria/media';
import { LocalError } from '../errors.ts';

export interface Found {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

export interface Collected {
  readonly files: readonly Found[];
  /** How many files inside of folders were left out, as no kind takes them. */
  readonly leftOut: number;
}

/**
 * Finds the files that are to be sent. A file that is named is sent whatever it is; of a folder,
 * with all below it, only what a kind takes. Hidden files are left out.
 *
 * @throws LocalError `no-such-file`
 */
export async function collect(paths: readonly string[]): Promise<Collected> {
  const files: Found[] = [];
  let leftOut = 0;
  for (const path of paths) {
    const named = await stat(path).catch((cause: unknown) => {
      throw new LocalError('no-such-file', { detail: path, cause });
    });
    if (!named.isDirectory()) {
      files.push({ path, name: basename(path), size: named.size });
      continue;
    }
    for await (const found of below(path)) {
      if (await isTaken(found.path)) files.push(found);
      else leftOut++;
    }
  }
  return { files, leftOut };
}

async function* below(folder: string): AsyncGenerator<Found> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* below(path);
    else if (entry.isFile()) yield { path, name: entry.name, size: (await stat(path)).size };
  }
}

async function isTaken(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(SNIFF_BYTES) });
    return (await sniff(buffer.subarray(0, bytesRead), basename(path))) !== undefined;
  } finally {
    await file.close();
  }
}
