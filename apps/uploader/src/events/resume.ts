import type { ResetReason } from '@galeria/api';
import type { ChangedItem, ChangePosition } from '@galeria/media-index';
import { EVENTS } from '../limits.ts';
import { timeOfEventId } from './event-id.ts';

/** Where a stream begins: with a reset, after an earlier event, or with what comes next. */
export type Start =
  | { readonly reset: ResetReason }
  | { readonly since: string }
  | { readonly next: true };

/** @param now milliseconds since 1970 */
export function startAfter(lastEventId: string | undefined, now: number): Start {
  if (lastEventId === undefined || lastEventId === '') return { next: true };
  const time = timeOfEventId(lastEventId);
  if (time === undefined) return { reset: 'unknown-id' };
  if (time < now - EVENTS.retentionMs) return { reset: 'too-old' };
  // The clock that stamped the event may be ahead of this one.
  return { since: new Date(Math.min(time, now) - EVENTS.overlapMs).toISOString() };
}

/**
 * Whether a position has to follow these changes: a client that resumed after a stamp of the future, once
 * that time has come, would miss what was stamped before it.
 *
 * @param now milliseconds since 1970
 */
export const needPosition = (changes: readonly ChangedItem[], now: number): boolean =>
  changes.some(({ changedAt }) => Date.parse(changedAt) > now);

type ReadChanges = (after: ChangePosition, limit: number) => Promise<readonly ChangedItem[]>;

/** Reads the changes since a time, oldest first, up to `EVENTS.replayed`. @returns whether these are all */
export async function* changesSince(
  since: string,
  read: ReadChanges,
): AsyncGenerator<readonly ChangedItem[], boolean> {
  let after: ChangePosition = { changedAt: since };
  for (let count = 0; count < EVENTS.replayed; count += EVENTS.replayPage) {
    const page = await read(after, EVENTS.replayPage);
    const last = page.at(-1);
    if (!last) return true;
    yield page;
    after = last;
  }
  return false;
}
