import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type SpoolFiles, writeLoosely } from './files.ts';

/** What is remembered of a file that could not be shipped so far. */
export interface Tries {
  /** Tries that failed in a row. */
  readonly failed: number;
  /** The time of the next one, in milliseconds since the epoch. */
  readonly nextAt: number;
}

const Written = Type.Object({
  failed: Type.Integer({ minimum: 1 }),
  nextAt: Type.Integer({ minimum: 0 }),
});

/** Never synced: in a power cut it costs an early try, and nothing else. */
export const writeTries = (files: SpoolFiles, path: string, tries: Tries): Promise<void> =>
  writeLoosely(files, path, `${JSON.stringify(tries)}\n`);

/** Reads what an earlier process noted; undefined where that is torn. */
export async function readTries(files: SpoolFiles, path: string): Promise<Tries | undefined> {
  const text = (await files.read(path)).toString();
  try {
    const written: unknown = JSON.parse(text);
    return Value.Check(Written, written) ? written : undefined;
  } catch {
    return undefined;
  }
}
