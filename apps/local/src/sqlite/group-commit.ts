export interface GroupCommitOptions {
  /** Called before the first write of a group. */
  readonly begin?: () => void;
  /** Writes the group to disk. Synchronous, so that no write can interleave. */
  readonly commit: () => void;
  /** Called after a write or the commit has failed. */
  readonly rollback?: () => void;
}

/**
 * Commits all writes of one turn of the event loop together, with one fsync:
 *
 * ```
 * turn    request 1: write   request 2: write, read   │ commit, fsync │ answers 1 and 2
 * ```
 *
 * The requests that arrive during the fsync form the next group.
 */
export function createGroupCommit({ begin, commit, rollback }: GroupCommitOptions) {
  let group: PromiseWithResolvers<void> | undefined;

  function fail(error: unknown): void {
    const failed = group;
    group = undefined;
    failed?.reject(error);
    rollback?.();
  }

  function end(ended = group): void {
    if (ended === undefined || ended !== group) return;
    try {
      commit();
    } catch (error) {
      fail(error);
      return;
    }
    group = undefined;
    ended.resolve();
  }

  function open(): void {
    if (group !== undefined) return;
    begin?.();
    const opened = Promise.withResolvers<void>();
    // An unhandled rejection would end the process.
    opened.promise.catch(() => {});
    group = opened;
    setImmediate(() => end(opened));
  }

  return {
    /** Runs `work` as part of the group. If it throws, the whole group fails. */
    write<Result>(work: () => Result): Result {
      try {
        open();
        return work();
      } catch (error) {
        fail(error);
        throw error;
      }
    },
    /** Resolves when all writes so far are on disk. Rejects if the group failed. */
    settled: (): Promise<void> => group?.promise ?? Promise.resolve(),
    /** Commits immediately, before the end of the turn. */
    flush: (): void => end(),
  };
}

export type GroupCommit = ReturnType<typeof createGroupCommit>;
