import { SHIP_PARALLEL } from '../limits.ts';
import type { SpoolEntry } from '../spool/spool.ts';

/**
 * Files of one kind of trouble queue among themselves, each lane with a parallelism of its own: what
 * failed before, and may hang until its time-out again, never holds up what is new, and neither does
 * what takes minutes because it is large.
 */
export type Lane = 'fresh' | 'large' | 'retry';

export const laneOf = ({ parts }: SpoolEntry, failed: number): Lane => {
  if (failed > 0) return 'retry';
  return parts ? 'large' : 'fresh';
};

/** Runs files lane by lane, the first that came first, until it is stopped. */
export function createLanes(run: (entry: SpoolEntry) => Promise<void>) {
  const queues: Record<Lane, Set<SpoolEntry>> = {
    fresh: new Set(),
    large: new Set(),
    retry: new Set(),
  };
  const running: Record<Lane, Set<Promise<void>>> = {
    fresh: new Set(),
    large: new Set(),
    retry: new Set(),
  };
  let stopped = false;

  function pump(lane: Lane): void {
    for (const entry of queues[lane]) {
      if (stopped || running[lane].size >= SHIP_PARALLEL[lane]) return;
      queues[lane].delete(entry);
      const one = run(entry).finally(() => {
        running[lane].delete(one);
        pump(lane);
      });
      running[lane].add(one);
    }
  }

  return {
    add: (lane: Lane, entry: SpoolEntry): void => {
      queues[lane].add(entry);
      pump(lane);
    },
    /** Whether a file still waits for its turn. */
    waits: (entry: SpoolEntry): boolean => Object.values(queues).some((queue) => queue.has(entry)),
    /** Starts nothing more, and waits for what runs. */
    stop: async (): Promise<void> => {
      stopped = true;
      await Promise.all(Object.values(running).flatMap((all) => [...all]));
    },
  };
}
