import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SpoolError } from '../errors.ts';

/**
 * Locks the data folder for this process. Node has no flock(2); an exclusive SQLite transaction
 * serves as one. The kernel releases the lock when the process dies, so no stale lock can block the
 * next start.
 *
 * @throws SpoolError `locked`
 * @returns a function that releases the lock
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new SpoolError('locked', { detail: `stop the other uploader first: ${folder}`, cause });
  }
  return () => lock.close();
}
