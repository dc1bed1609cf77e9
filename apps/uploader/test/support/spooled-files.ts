import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './bytes.ts';

/** The SHA-256 of each file in a folder of a spool, sorted. */
export async function spooledFiles(dataDir: string, state = 'ready'): Promise<string[]> {
  const folder = join(dataDir, 'spool', state);
  const paths = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith('.bin'),
  );
  const all = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  return all.map(sha256).sort();
}
