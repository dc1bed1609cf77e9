import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { STATE_WRITE_MS } from './upload/limits.ts';

/** Modes of a file and of the folders that are made for it. */
interface Modes {
  readonly file?: number;
  readonly folder?: number;
}

/** Writes a file whole or not at all. */
export async function replaceFile(path: string, text: string, modes: Modes = {}): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: modes.folder });
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, text, { mode: modes.file, flush: true });
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Writes a state to its file, one write after the other.
 *
 * @param textOf returns the state at the time of a write
 */
export function createStateFile(path: string, textOf: () => string, modes?: Modes) {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  /** Writes the state now. */
  function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.catch(() => undefined).then(() => replaceFile(path, textOf(), modes));
    return writing;
  }

  /** Writes the state soon. The write at the end of the run reports a failure. */
  function writeSoon(): void {
    timer ??= setTimeout(() => void write().catch(() => undefined), STATE_WRITE_MS);
  }

  return { write, writeSoon };
}
