import type { Catalog, Description } from '@galeria/catalog';
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

/** The generation that an upload belongs to which is accepted while the catalog says this. */
export const generationFor = (item: Description): number => {
  if (item.state === 'absent') return 1;
  return item.state === 'alive' ? item.generation : item.generation + 1;
};

const UNKNOWN: Known = { alive: false, generation: null };

/** Asks the catalog about an item, but never lets it keep an upload waiting. */
export function createLookup(catalog: Pick<Catalog, 'describe'>) {
  const ask = createPatience(DESCRIBE_PATIENCE);

  return async function lookup(id: MediaId): Promise<Known> {
    try {
      const item = await ask(() => catalog.describe(id));
      return { alive: item.state === 'alive', generation: generationFor(item) };
    } catch {
      return UNKNOWN;
    }
  };
}
