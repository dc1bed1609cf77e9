import { isSettled, type MediaItem } from '@galeria/api/client';
import type { Api } from './api/client.ts';
import { Problem } from './api/problem.ts';

/** In milliseconds: between two rounds, more from round to round as long as nothing changes. */
const FIRST = 300;
const LONGEST = 4000;
/** Another cell's spool may hold an item that the catalog does not know yet. */
const ROUNDS_UNKNOWN = 20;

export interface Watched {
  onItem(item: MediaItem): void;
  /** It was deleted, or never came about. */
  onGone(id: string): void;
}

export type Watch = ReturnType<typeof createWatch>;

/** Follows items until they are ready or failed: one after the other, in rounds. */
export function createWatch(api: Api, { onItem, onGone }: Watched) {
  const unknownFor = new Map<string, number>();
  const seen = new Map<string, string>();
  let isRunning = false;
  let pause = FIRST;

  async function look(id: string): Promise<void> {
    try {
      const item = await api.item(id);
      if (seen.get(id) !== item.status) {
        seen.set(id, item.status);
        pause = FIRST;
        onItem(item);
      }
      if (isSettled(item)) unknownFor.delete(id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // What is out of reach now is asked for again in the next round.
      if (error.status !== 404) return;
      const rounds = (unknownFor.get(id) ?? 0) + 1;
      unknownFor.set(id, rounds);
      if (!seen.has(id) && rounds < ROUNDS_UNKNOWN) return;
      unknownFor.delete(id);
      onGone(id);
    }
  }

  async function round(): Promise<void> {
    for (const id of [...unknownFor.keys()]) await look(id);
    pause = Math.min(LONGEST, pause * 1.4);
    isRunning = unknownFor.size > 0;
    if (isRunning) setTimeout(round, pause);
  }

  return {
    /** @param status what is shown of it already; without it, the first look is told */
    add(id: string, status?: string): void {
      if (unknownFor.has(id)) return;
      unknownFor.set(id, 0);
      if (status === undefined) seen.delete(id);
      else seen.set(id, status);
      pause = FIRST;
      if (!isRunning) setTimeout(round, FIRST);
      isRunning = true;
    },
    remove(id: string): void {
      unknownFor.delete(id);
    },
  };
}
