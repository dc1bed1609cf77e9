import { DatabaseSync } from 'node:sqlite';
import { IndexError } from '../errors.ts';

/**
 * Locks the index file for this process. Node has no flock(2); an exclusive SQLite transaction on a file
 * beside it serves as one. The kernel releases the lock when the process dies.
 *
 * @throws IndexError `locked`
 * @returns a function that releases the lock
 */
export function lockFile(path: string): () => void {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new IndexError('locked', { detail: path, cause });
  }
  return () => lock.close();
}
