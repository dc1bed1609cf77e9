import type { Catalog } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { DESCRIBE_PATIENCE } from '../limits.ts';
import { createPatience } from '../patience.ts';

/** What acceptance knows of an item. */
export interface Known {
  /** True where the catalog has it alive. */
  readonly alive: boolean;
  /** The generation that an upload of it belongs to; null where nobody could say. */
  readonly generation: number | null;
}

const UNKNOWN: Known = { alive: false, generation: null };

/** Asks the catalog about an item, but never lets it keep an upload waiting. */
export function createLookup(catalog: Pick<Catalog, 'describe'>) {
  const ask = createPatience(DESCRIBE_PATIENCE);

  return async function lookup(id: MediaId): Promise<Known> {
    try {
      const item = await ask(() => catalog.describe(id));
      if (item.state === 'absent') return { alive: false, generation: 1 };
      if (item.state === 'alive') return { alive: true, generation: item.generation };
      return { alive: false, generation: item.generation + 1 };
    } catch {
      return UNKNOWN;
    }
  };
}
