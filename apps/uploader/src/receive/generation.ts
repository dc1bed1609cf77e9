import type { Catalog, Description } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { createCircuitBreaker } from '../circuit-breaker.ts';
import { DESCRIBE_BREAKER } from '../limits.ts';

/** The state of an item when one of its files is received. */
export interface Known {
  /** True if the item exists in the catalog. */
  readonly alive: boolean;
  /** The generation of an upload of it; null if the catalog is unreachable. */
  readonly generation: number | null;
}

/** The generation of an upload that is received while its item has this description. */
export const generationFor = (item: Description): number => {
  if (item.state === 'absent') return 1;
  return item.state === 'alive' ? item.generation : item.generation + 1;
};

const UNKNOWN: Known = { alive: false, generation: null };

/** Looks up an item in the catalog, without delaying the upload when the catalog is away. */
export function createLookup(catalog: Pick<Catalog, 'describe'>) {
  const breaker = createCircuitBreaker(DESCRIBE_BREAKER);

  return async function lookup(id: MediaId): Promise<Known> {
    try {
      const item = await breaker(() => catalog.describe(id));
      return { alive: item.state === 'alive', generation: generationFor(item) };
    } catch {
      return UNKNOWN;
    }
  };
}
