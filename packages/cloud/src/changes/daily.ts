import { setTimeout as sleep } from 'node:timers/promises';
import { COMPARISON } from '../limits.ts';
import { type Comparison, type ComparisonOptions, compareWithCatalog } from './compare.ts';

export interface DailyOptions extends Omit<ComparisonOptions, 'signal'> {
  readonly onResult: (comparison: Comparison) => void;
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds until the first comparison and between two. */
  readonly times?: { readonly firstMs: number; readonly everyMs: number };
}

/**
 * Compares a copy with the catalog soon after the start, which also stamps what uploaders of an earlier
 * release wrote during a rolling update, and then daily. A comparison that failed is repeated soon.
 */
export function compareDaily({
  onResult,
  onFailure,
  times = COMPARISON,
  ...options
}: DailyOptions) {
  const stopped = new AbortController();
  const { signal } = stopped;
  const pause = (ms: number) =>
    // Jitter: cells that started together must not scan together.
    sleep(ms * (1 + Math.random() / 4), undefined, { ref: false, signal });
  async function run(): Promise<void> {
    for (let waitMs = times.firstMs; ; ) {
      await pause(waitMs);
      try {
        onResult(await compareWithCatalog({ ...options, signal }));
        waitMs = times.everyMs;
      } catch (error) {
        signal.throwIfAborted();
        onFailure(error);
        waitMs = times.firstMs;
      }
    }
  }
  const running = run().catch(() => {});
  return {
    /** Ends a comparison that is under way. */
    async stop(): Promise<void> {
      stopped.abort();
      await running;
    },
  };
}
