import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SpoolError } from '../errors.ts';

/**
 * Takes the data folder for this process alone. Node has no flock(2), but SQLite's exclusive
 * transaction is one: the kernel lets go of it when the process dies, whatever it died of, so that
 * nothing stale can stand in the way of the next start.
 *
 * @throws SpoolError `locked`
 * @returns what lets go of it
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new SpoolError('locked', { detail: `${folder}: stop that one first`, cause });
  }
  return () => lock.close();
}
