import { setTimeout } from 'node:timers/promises';
import type { Catalog } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { DESCRIBE_MS, DESCRIBE_PAUSE_MS } from '../limits.ts';

/** What acceptance knows of an item. */
export interface Known {
  /** True where the catalog has it alive. */
  readonly alive: boolean;
  /** The generation that an upload of it belongs to; null where nobody could say. */
  readonly generation: number | null;
}

const UNKNOWN: Known = { alive: false, generation: null };

/**
 * Asks the catalog about an item, but never lets it keep an upload waiting: no answer in time is an
 * answer too, and after one the catalog is left alone for a while.
 */
export function createLookup(catalog: Pick<Catalog, 'describe'>) {
  let pausedUntil = 0;

  return async function lookup(id: MediaId): Promise<Known> {
    if (Date.now() < pausedUntil) return UNKNOWN;
    const late = new AbortController();
    try {
      const item = await Promise.race([
        catalog.describe(id),
        setTimeout(DESCRIBE_MS, undefined, { signal: late.signal }),
      ]);
      if (item === undefined) return giveUp();
      if (item.state === 'absent') return { alive: false, generation: 1 };
      if (item.state === 'alive') return { alive: true, generation: item.generation };
      return { alive: false, generation: item.generation + 1 };
    } catch {
      return giveUp();
    } finally {
      late.abort();
    }
  };

  function giveUp(): Known {
    pausedUntil = Date.now() + DESCRIBE_PAUSE_MS;
    return UNKNOWN;
  }
}
