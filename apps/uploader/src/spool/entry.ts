import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type SpoolFiles, writeLoosely } from './files.ts';
import { bytesFile } from './layout.ts';
import type { SpooledFile } from './request.ts';

/** A file in the spool. Its place changes when it leaves its pack. */
export interface SpoolEntry extends SpooledFile {
  /** The folder of its request, or its pack: deleted with its last file. */
  folder: string;
  /** The file that has its bytes. */
  path: string;
  /** Where they begin in a pack; undefined if the file has nothing else. */
  offset?: number;
  /** Written by an earlier process. */
  readonly retryState?: RetryState;
}

export const toEntries = (folder: string, files: readonly SpooledFile[]): SpoolEntry[] =>
  files.map((file) => ({ ...file, folder, path: bytesFile(folder, file.upload) }));

/** State of a file whose shipping failed. */
export interface RetryState {
  /** Consecutive failures. */
  readonly failed: number;
  /** Time of the next attempt, in milliseconds since the epoch. */
  readonly nextAt: number;
}

const StoredRetryState = Type.Object({
  failed: Type.Integer({ minimum: 1 }),
  nextAt: Type.Integer({ minimum: 0 }),
});

/** Writes without fsync: losing the state in a power cut only causes an early retry. */
export const writeRetryState = (files: SpoolFiles, path: string, state: RetryState) =>
  writeLoosely(files, path, `${JSON.stringify(state)}\n`);

/** Reads the retry state of an earlier process; undefined if the file is torn. */
export async function readRetryState(
  files: SpoolFiles,
  path: string,
): Promise<RetryState | undefined> {
  const text = (await files.read(path)).toString();
  try {
    const stored: unknown = JSON.parse(text);
    return Value.Check(StoredRetryState, stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}
