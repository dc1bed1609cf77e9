import { SpoolError } from '../errors.ts';
import { totalBytes } from './chunks.ts';
import type { SpoolEntry } from './entry.ts';
import { readRange, type SpoolFiles } from './files.ts';
import { readRequest, type SpooledFile, serialiseRequest } from './request.ts';

/** A file for a pack, with its bytes. */
export interface PackedFile {
  readonly file: SpooledFile;
  readonly chunks: readonly Buffer[];
}

const NEWLINE = 0x0a;

/**
 * A pack is `request.json` in one line, then the bytes of its files in the same order. @returns the
 * chunks of the pack, and its files with their places if the pack is at this path
 */
export function serialisePack(
  path: string,
  packed: readonly PackedFile[],
): { chunks: Buffer[]; entries: SpoolEntry[] } {
  const files = packed.map(({ file }) => file);
  const head = Buffer.from(serialiseRequest(files));
  return {
    chunks: [head, ...packed.flatMap(({ chunks }) => chunks)],
    entries: placeFiles(path, files, head.length).entries,
  };
}

/**
 * Reads the descriptions of a pack and checks its length, without the bytes of its files.
 *
 * @throws SpoolError `unreadable`, and an error of the file system
 */
export async function readPack(
  files: Pick<SpoolFiles, 'stream'>,
  path: string,
): Promise<SpoolEntry[]> {
  const head = await readHead(files, path);
  const { entries, end } = placeFiles(path, readRequest(head.toString()), head.length);
  const last = await readRange(files, path, end - 1, end + 1);
  if (totalBytes(last) !== 1) {
    throw new SpoolError('unreadable', { detail: `the pack has not ${end} bytes` });
  }
  return entries;
}

async function readHead(files: Pick<SpoolFiles, 'stream'>, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of files.stream(path, 0, Number.POSITIVE_INFINITY)) {
    const end = chunk.indexOf(NEWLINE) + 1;
    if (end > 0) return Buffer.concat([...chunks, chunk.subarray(0, end)]);
    chunks.push(chunk);
  }
  throw new SpoolError('unreadable', { detail: 'the pack has no description' });
}

function placeFiles(path: string, files: readonly SpooledFile[], headBytes: number) {
  let end = headBytes;
  const entries = files.map((file): SpoolEntry => {
    const offset = end;
    end += file.size;
    return { ...file, folder: path, path, offset };
  });
  return { entries, end };
}
