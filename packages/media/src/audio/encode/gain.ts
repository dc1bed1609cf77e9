import type { Loudness } from '../measure/loudness.ts';
import type { Target } from '../recipe.ts';

/** How much louder a song is made, the same from its beginning to its end. */
export interface Gain {
  readonly db: number;
  /** Whether its peaks forbade as much as the target asks for. */
  readonly limitedByPeak: boolean;
}

/**
 * The gain that brings a recording to the target, or as near as its highest peak allows. What has no
 * loudness, because it is silent or shorter than 400 ms, keeps its volume, but for such a peak.
 */
export function gainTo(target: Target, { integratedLufs, truePeakDbtp }: Loudness): Gain {
  const wanted = integratedLufs === undefined ? 0 : target.integratedLufs - integratedLufs;
  const allowed =
    truePeakDbtp === undefined ? Number.POSITIVE_INFINITY : target.truePeakDbtp - truePeakDbtp;
  return { db: Math.min(wanted, allowed), limitedByPeak: allowed < wanted };
}

/** What samples are multiplied by. */
export const factorOf = ({ db }: Gain): number => 10 ** (db / 20);
