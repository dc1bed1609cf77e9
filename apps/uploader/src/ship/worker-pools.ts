import { BUSY, SHIP_PARALLEL } from '../limits.ts';
import type { SpoolEntry } from '../spool/spool.ts';

/**
 * New files, large files and files that failed before each have a pool with its own concurrency, so
 * that neither a retry that hangs until its time-out nor a large file delays new files.
 */
export type PoolName = 'fresh' | 'large' | 'retry';

export const poolOf = ({ parts }: SpoolEntry, failed: number): PoolName => {
  if (failed > 0) return 'retry';
  return parts ? 'large' : 'fresh';
};

/**
 * Runs the files of each pool in order of arrival, until it is stopped.
 *
 * @param isBusy whether new files wait
 */
export function createWorkerPools(
  run: (entry: SpoolEntry) => Promise<void>,
  isBusy: () => boolean = () => false,
) {
  const queues: Record<PoolName, Set<SpoolEntry>> = {
    fresh: new Set(),
    large: new Set(),
    retry: new Set(),
  };
  const running: Record<PoolName, Set<Promise<void>>> = {
    fresh: new Set(),
    large: new Set(),
    retry: new Set(),
  };
  let stopped = false;
  let later: NodeJS.Timeout | undefined;

  function pumpFreshLater(): void {
    later ??= setTimeout(() => {
      later = undefined;
      pump('fresh');
    }, BUSY.checkMs).unref();
  }

  function pump(pool: PoolName): void {
    for (const entry of queues[pool]) {
      if (stopped || running[pool].size >= SHIP_PARALLEL[pool]) return;
      if (pool === 'fresh' && isBusy()) {
        pumpFreshLater();
        return;
      }
      queues[pool].delete(entry);
      const one = run(entry).finally(() => {
        running[pool].delete(one);
        pump(pool);
      });
      running[pool].add(one);
    }
  }

  return {
    add: (pool: PoolName, entry: SpoolEntry): void => {
      queues[pool].add(entry);
      pump(pool);
    },
    /** Whether a file is still queued. */
    isQueued: (entry: SpoolEntry): boolean =>
      Object.values(queues).some((queue) => queue.has(entry)),
    /** Starts no more files, and waits for those in progress. */
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(later);
      await Promise.all(Object.values(running).flatMap((all) => [...all]));
    },
  };
}
