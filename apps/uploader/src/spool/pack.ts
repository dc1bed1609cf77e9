import { SpoolError } from '../errors.ts';
import type { SpoolEntry } from './entry.ts';
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

/** @throws SpoolError `unreadable` */
export function readPack(path: string, bytes: Buffer): SpoolEntry[] {
  const headBytes = bytes.indexOf(NEWLINE) + 1;
  const files = readRequest(bytes.subarray(0, headBytes).toString());
  const { entries, end } = placeFiles(path, files, headBytes);
  if (end !== bytes.length) {
    throw new SpoolError('unreadable', {
      detail: `the pack has ${bytes.length} bytes, not ${end}`,
    });
  }
  return entries;
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
