import { readdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Derive, Picture } from '@galeria/media';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { print, say } from '../terminal.ts';
import { page } from './page.ts';
import { type Row, rowOf } from './row.ts';

/** Puts pictures beside what is made of them, on one page for a person to look at. */
export const sheet: Command = {
  usage: 'sheet OUT.html FILE-OR-FOLDER …',
  summary: 'make a contact sheet: originals beside their renditions',
  async run({ args: [out, ...paths] }) {
    if (!out?.endsWith('.html') || paths.length === 0) {
      throw new CliError('usage', { detail: 'sheet needs a page to write (.html) and pictures' });
    }
    // Decoders are heavy, and no other command needs them.
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

/** The files that are named, and all that lie in the folders that are. */
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
