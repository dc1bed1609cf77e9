import type { DatabaseSync } from 'node:sqlite';
import { rollBack } from '../sqlite/database.ts';
import { createGroupCommit } from '../sqlite/group-commit.ts';

interface Write {
  readonly run: () => void;
  /** Whether an answer waits for its fsync. */
  readonly durable: boolean;
}

/** https://www.sqlite.org/rescode.html#constraint_foreignkey */
const foreignKeyConstraint = 787;

/**
 * Writes what fauxqs has changed in memory to its database, all changes of a turn of the event loop
 * in one transaction. fauxqs answers from memory and cannot take a change back, so that the changes
 * which the disk refuses are kept, and written before any other.
 */
export function createJournal(database: DatabaseSync) {
  let pending: Write[] = [];
  let failure: { readonly error: unknown } | undefined;

  function writeAll(): void {
    const durable = pending.some((write) => write.durable);
    database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}; BEGIN IMMEDIATE`);
    try {
      for (const { run } of pending) runUnlessQueueIsGone(run);
      database.exec('COMMIT');
    } catch (error) {
      rollBack(database);
      throw error;
    }
  }

  const commits = createGroupCommit({
    commit() {
      try {
        writeAll();
        pending = [];
        failure = undefined;
      } catch (error) {
        failure = { error };
        throw error;
      }
    },
  });

  return {
    add: (write: Write): void => commits.write(() => void pending.push(write)),
    /** Tries again what the disk has refused. @throws SQLite's error where it refuses it again */
    recover(): void {
      if (failure === undefined) return;
      commits.write(() => {});
      commits.flush();
      if (failure !== undefined) throw failure.error;
    },
    /** Resolves once every change made so far is on disk; rejects where the disk refused one. */
    async settled(): Promise<void> {
      await commits.settled();
      if (failure !== undefined) throw failure.error;
    },
    flush: commits.flush,
  };
}

export type Journal = ReturnType<typeof createJournal>;

/** A message of a queue that was deleted meanwhile has no place any more. */
function runUnlessQueueIsGone(run: () => void): void {
  try {
    run();
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== foreignKeyConstraint) throw error;
  }
}
