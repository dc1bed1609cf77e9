import type { Measurement } from './measure.ts';

/** Smallest offset to remove, −50 dB of full scale. The mean of music is below −80 dB. */
const LEAST_OFFSET = 10 ** (-50 / 20);

/** Minimum duration in seconds, as the mean of a click or a single low note is not an offset. */
const LEAST_SECONDS = 1;

/**
 * Returns the DC offset of each channel if it should be removed. An offset wastes headroom and causes
 * clicks at both ends. 1 is full scale.
 */
export function offsetsOf({ peaks, prepared }: Measurement): readonly number[] | undefined {
  if (prepared.samples < LEAST_SECONDS * prepared.rate) return undefined;
  const { means } = peaks;
  return means.some((mean) => Math.abs(mean) >= LEAST_OFFSET) ? means : undefined;
}
