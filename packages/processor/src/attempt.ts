import type { AttemptEnd } from '@galeria/catalog';
import { childrenPeakBytes } from '@galeria/media/isolation';

let warm = false;

/** Starts measuring an attempt. The returned function ends it and returns its record. */
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

/** The peak memory of this process, which does not decode; `maxRSS` is in KiB. */
const ownPeakBytes = (): number => process.resourceUsage().maxRSS * 1024;
