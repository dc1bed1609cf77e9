import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outputs } from './program/run.ts';

/** What the command line tool needs to reach this cloud; gone when it stops. */
export interface StackNote {
  readonly outputs: Outputs;
  /** By the names that the AWS SDK reads, the credentials included. */
  readonly environment: Readonly<Record<string, string>>;
}

export const stackNotePath = (home: string): string => join(home, 'stack.json');

/** Leaves the note where only the owner of the data folder can read it. */
export async function noteStack(home: string, note: StackNote) {
  const path = stackNotePath(home);
  await rm(path, { force: true });
  await writeFile(path, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  return { remove: () => rm(path, { force: true }) };
}
