import type { Measurement } from './measure.ts';

/** A mean of −50 dB of full scale: music's own is below −80. */
const LEAST_OFFSET = 10 ** (-50 / 20);

/** A mean says nothing of a click or a single low note. In seconds. */
const LEAST_SECONDS = 1;

/**
 * The DC offset of each channel, where there is one to be taken away: it wastes room for peaks, and is
 * heard as a click at both ends. 1 is full scale.
 */
export function offsetsOf({ peaks, prepared }: Measurement): readonly number[] | undefined {
  if (prepared.samples < LEAST_SECONDS * prepared.rate) return undefined;
  const { means } = peaks;
  return means.some((mean) => Math.abs(mean) >= LEAST_OFFSET) ? means : undefined;
}
