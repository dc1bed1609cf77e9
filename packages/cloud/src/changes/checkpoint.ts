import { FEED } from '../limits.ts';

/** How far a copy of the catalog follows the changes of the catalog. */
export interface Checkpoint {
  /** When the last full read of the changes began, in milliseconds since 1970. */
  readonly time: number;
  /** Where the scan of the catalog continues; undefined once the copy has every item. */
  readonly scan: { readonly from?: string | undefined } | undefined;
}

/**
 * The checkpoint of an empty copy: it gets the changes of the last day before the rest of the catalog.
 *
 * @param now milliseconds since 1970
 */
export const startOver = (now: number): Checkpoint => ({ time: now - FEED.historyMs, scan: {} });

export const encodeCheckpoint = (checkpoint: Checkpoint): string => JSON.stringify(checkpoint);

/** Decodes a checkpoint that a copy has stored. Without a valid one, the copy starts over. */
export function decodeCheckpoint(text: string | undefined, now: number): Checkpoint {
  try {
    const { time, scan } = JSON.parse(text ?? '') as Checkpoint;
    if (!Number.isFinite(time)) throw new TypeError('no time');
    return { time, scan };
  } catch {
    return startOver(now);
  }
}
