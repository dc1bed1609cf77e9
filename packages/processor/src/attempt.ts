import type { AttemptEnd } from '@galeria/catalog';

let warm = false;

/** Starts the clock of an attempt; the function it gives ends it for the ledger. */
export function startAttempt(): (end: Pick<AttemptEnd, 'outcome' | 'code'>) => AttemptEnd {
  const startedAt = performance.now();
  const coldStart = !warm;
  warm = true;
  return (end) => ({
    ...end,
    durationMs: Math.round(performance.now() - startedAt),
    // `maxRSS` is in KiB: the most that this execution environment ever held.
    memoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    coldStart,
  });
}
