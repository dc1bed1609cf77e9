import type { AttemptEnd } from '@galeria/catalog';
import { childrenPeakBytes } from '@galeria/media/isolation';

let warm = false;

/** Starts the clock of an attempt; the function it gives ends it for the ledger. */
export function startAttempt(): (end: Pick<AttemptEnd, 'outcome' | 'code'>) => AttemptEnd {
  const startedAt = performance.now();
  const coldStart = !warm;
  warm = true;
  return (end) => ({
    ...end,
    durationMs: Math.round(performance.now() - startedAt),
    memoryMiB: Math.round((ownPeakBytes() + childrenPeakBytes()) / 2 ** 20),
    coldStart,
  });
}

/** The most that this process ever held; `maxRSS` is in KiB. What decodes has a process of its own. */
const ownPeakBytes = (): number => process.resourceUsage().maxRSS * 1024;
