import { readdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Derive, Picture } from '@galeria/media';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { print, say } from '../terminal.ts';
import { page } from './page.ts';
import { type Row, rowOf } from './row.ts';

/** Writes a page that shows originals beside their renditions. */
export const sheet: Command = {
  usage: 'sheet OUT.html FILE-OR-FOLDER …',
  summary: 'make a contact sheet: originals beside their renditions',
  async run({ args: [out, ...paths] }) {
    if (!out?.endsWith('.html') || paths.length === 0) {
      throw new CliError('usage', {
        detail: 'sheet requires an output file (.html) and at least one picture or folder',
      });
    }
    // Loaded here because the decoders are large and no other command needs them.
    const { derive } = (await import('@galeria/media/image')) as { derive: Derive<Picture> };
    const rows: Row[] = [];
    for (const file of await filesIn(paths)) {
      const row = await rowOf(derive, file);
      say(`${row.name}: ${row.outcome}`);
      rows.push(row);
    }
    await writeFile(out, page(rows));
    print(resolve(out));
    return 0;
  },
};

/** Returns the named files and all files below the named folders. */
async function filesIn(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path)).isDirectory();
    if (!isFolder) files.push(path);
    const inside = isFolder ? await readdir(path, { recursive: true, withFileTypes: true }) : [];
    files.push(
      ...inside
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name)),
    );
  }
  return files.sort();
}
