import type { Loudness } from '../measure/loudness.ts';
import type { Target } from '../recipe.ts';

/** The constant gain of a song. */
export interface Gain {
  readonly db: number;
  /** Whether the true peak limited the gain below what the target needs. */
  readonly limitedByPeak: boolean;
}

/**
 * Returns the gain that brings a recording to the target, limited by its true peak. Without a loudness
 * (silence, or shorter than 400 ms), only a peak above the limit is lowered.
 */
export function gainTo(target: Target, { integratedLufs, truePeakDbtp }: Loudness): Gain {
  const wanted = integratedLufs === undefined ? 0 : target.integratedLufs - integratedLufs;
  const allowed =
    truePeakDbtp === undefined ? Number.POSITIVE_INFINITY : target.truePeakDbtp - truePeakDbtp;
  return { db: Math.min(wanted, allowed), limitedByPeak: allowed < wanted };
}

/** Returns the gain as a factor. */
export const factorOf = ({ db }: Gain): number => 10 ** (db / 20);
