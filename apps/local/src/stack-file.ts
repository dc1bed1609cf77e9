import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outputs } from './program/run.ts';

/** The data with which the command line tool reaches this cloud. Deleted when it stops. */
export interface StackFile {
  readonly outputs: Outputs;
  /** The AWS SDK's environment variables, including credentials. */
  readonly environment: Readonly<Record<string, string>>;
}

export const stackFilePath = (home: string): string => join(home, 'stack.json');

/** Writes the file readable only for the owner of the data folder. */
export async function writeStackFile(home: string, content: StackFile) {
  const path = stackFilePath(home);
  await rm(path, { force: true });
  await writeFile(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  return { remove: () => rm(path, { force: true }) };
}
