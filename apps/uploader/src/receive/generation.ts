import type { Catalog, Description } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { createCircuitBreaker } from '../circuit-breaker.ts';
import { DESCRIBE_BREAKER, LOOKUPS } from '../limits.ts';

/** The state of an item when one of its files is received. */
export interface Known {
  /** True if the item exists in the catalog. */
  readonly alive: boolean;
  /** The generation of an upload of it; null if the catalog is unreachable. */
  readonly generation: number | null;
}

/**
 * The generation of an upload that is received while its item has this description. One that is in the
 * bin comes back with the next generation.
 */
export const generationFor = (item: Description): number => {
  if (item.state === 'absent') return 1;
  const isShown = item.state === 'alive' && !item.isBinned;
  return isShown ? item.generation : item.generation + 1;
};

const UNKNOWN: Known = { alive: false, generation: null };

/**
 * Looks up items in the catalog, without delaying the upload when the catalog is away. Items that are
 * asked for while `LOOKUPS` requests are under way share the next one.
 */
export function createLookup(catalog: Pick<Catalog, 'describe' | 'describeAll'>) {
  const breaker = createCircuitBreaker(DESCRIBE_BREAKER);
  let next = createBatch();
  let running = 0;

  function ask(id: MediaId): Promise<ReadonlyMap<MediaId, Description>> {
    const { ids, answered } = next;
    ids.add(id);
    startNext();
    return answered;
  }

  function startNext(): void {
    const { ids, answer } = next;
    if (ids.size === 0 || running >= LOOKUPS) return;
    next = createBatch();
    running += 1;
    const finish = () => {
      running -= 1;
      startNext();
    };
    const items = breaker(() => describe([...ids]));
    items.then(finish, finish);
    answer(items);
  }

  async function describe(ids: MediaId[]): Promise<ReadonlyMap<MediaId, Description>> {
    const [first, ...more] = ids;
    if (first === undefined || more.length > 0) return catalog.describeAll(ids);
    return new Map([[first, await catalog.describe(first)]]);
  }

  return async function lookup(id: MediaId): Promise<Known> {
    try {
      const item = (await ask(id)).get(id);
      if (!item) return UNKNOWN;
      return { alive: item.state === 'alive', generation: generationFor(item) };
    } catch {
      return UNKNOWN;
    }
  };
}

/** The items that one request asks for, and its answer. */
function createBatch() {
  const { promise, resolve } = Promise.withResolvers<ReadonlyMap<MediaId, Description>>();
  return { ids: new Set<MediaId>(), answered: promise, answer: resolve };
}
