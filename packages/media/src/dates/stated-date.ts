import type { StatedDate } from '../schema.ts';
import { readClockTime } from './local-time.ts';

/** Returns the first text that is a date, as precise as it is, with the source of the texts. */
export function statedDate(
  source: 'tag' | 'document',
  ...texts: readonly (string | undefined)[]
): StatedDate | undefined {
  for (const text of texts) {
    const clock = readClockTime(text);
    if (clock) return { local: clock.local, offset: clock.offset ?? null, source };
  }
  return undefined;
}
