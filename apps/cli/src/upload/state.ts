import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '../config.ts';
import { createStateFile } from '../state-file.ts';
import type { LocalFile } from './files.ts';
import { STATE_FILES } from './limits.ts';

/** The state of a file from earlier runs, valid while its size and time stay. */
export interface Remembered {
  readonly size: number;
  readonly modifiedMs: number;
  /** SHA-256 of the file. */
  readonly id?: string;
  /** The URL of its unfinished tus upload. */
  readonly url?: string;
  /** Whether the server has accepted the file. */
  readonly accepted?: true;
}

export type State = Awaited<ReturnType<typeof openState>>;

/**
 * Opens the state of uploads to a server. Runs at the same time overwrite each other's notes, which
 * costs another hash of some files.
 */
export async function openState(server: string) {
  const key = createHash('sha256').update(server).digest('hex').slice(0, 16);
  const path = join(stateFolder, `uploads-${key}.json`);
  const files = await read(path, server);
  const { write, writeSoon } = createStateFile(
    path,
    () => JSON.stringify({ server, files: Object.fromEntries(files) }),
    { file: 0o600, folder: 0o700 },
  );

  return {
    path,
    get(file: LocalFile): Remembered | undefined {
      const known = files.get(file.path);
      const isSame = known?.size === file.size && known.modifiedMs === file.modifiedMs;
      return isSame ? known : undefined;
    },
    /** Replaces the facts of a file. The oldest files are forgotten above the limit. */
    set(file: LocalFile, facts: Omit<Remembered, 'size' | 'modifiedMs'>): void {
      const { path, size, modifiedMs } = file;
      files.delete(path);
      files.set(path, { ...facts, size, modifiedMs });
      for (const oldest of files.keys()) {
        if (files.size <= STATE_FILES) break;
        files.delete(oldest);
      }
      writeSoon();
    },
    forget({ path }: Pick<LocalFile, 'path'>): void {
      if (files.delete(path)) writeSoon();
    },
    write,
  };
}

/** A state that cannot be read only costs time. */
async function read(path: string, server: string): Promise<Map<string, Remembered>> {
  try {
    const state = JSON.parse(await readFile(path, 'utf8'));
    return new Map(state.server === server ? Object.entries(state.files) : []);
  } catch {
    return new Map();
  }
}
