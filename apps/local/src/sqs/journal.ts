import type { DatabaseSync } from 'node:sqlite';
import { rollBack } from '../sqlite/database.ts';
import { createGroupCommit } from '../sqlite/group-commit.ts';

interface Write {
  readonly run: () => void;
  /** Whether the response waits for the fsync. */
  readonly durable: boolean;
}

/** https://www.sqlite.org/rescode.html#constraint_foreignkey */
const foreignKeyConstraint = 787;

/**
 * Writes the changes that fauxqs makes in memory to its database, in one transaction per turn of the
 * event loop. fauxqs answers from memory and cannot undo a change, so changes that fail to be written
 * are kept and written first the next time.
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
    /** Retries the writes that failed. @throws SQLite's error if they fail again */
    recover(): void {
      if (failure === undefined) return;
      commits.write(() => {});
      commits.flush();
      if (failure !== undefined) throw failure.error;
    },
    /** Resolves when all changes so far are on disk. Rejects if a write failed. */
    async settled(): Promise<void> {
      await commits.settled();
      if (failure !== undefined) throw failure.error;
    },
    flush: commits.flush,
  };
}

export type Journal = ReturnType<typeof createJournal>;

/** Ignores the message of a queue that was deleted in the meantime. */
function runUnlessQueueIsGone(run: () => void): void {
  try {
    run();
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== foreignKeyConstraint) throw error;
  }
}
