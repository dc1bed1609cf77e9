import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sniffFile } from '@galeria/media/sniff-file';
import { CliError } from '../errors.ts';
import { SIDECAR_BYTES } from './limits.ts';

/** A folder with the names of its files. Hidden files, hidden folders and symbolic links are left out. */
export interface Folder {
  readonly path: string;
  readonly files: readonly string[];
}

/** Lists a folder and all below it. @throws CliError `no-such-file` */
export async function listFolders(path: string): Promise<Folder[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new CliError('no-such-file', { detail: path, cause });
  });
  const shown = entries
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const files = shown.filter((entry) => entry.isFile()).map(({ name }) => name);
  const below: Folder[] = [];
  for (const entry of shown) {
    if (entry.isDirectory()) below.push(...(await listFolders(join(path, entry.name))));
  }
  return [{ path, files }, ...below];
}

/** Videos, among them those of live photos: their first bytes can be those of a recording. */
const VIDEO = /\.(?:mov|mp4?|m4v|3gp|avi|mkv|m2?ts|mpe?g|wmv|webm)$/i;

/** Whether Galeria takes a file. */
export const isSupported = async (path: string): Promise<boolean> =>
  !VIDEO.test(path) && Boolean(await sniffFile(path).catch(() => undefined));

/** Reads a small file beside a picture; undefined if it is too long or unreadable. */
export async function readSmall(path: string): Promise<Buffer | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found || found.size > SIDECAR_BYTES) return undefined;
  return readFile(path).catch(() => undefined);
}

/** A line for the user about files that are left out. */
export const note = (count: number, what: string): string[] =>
  count > 0 ? [`${count} ${what} left out`] : [];
