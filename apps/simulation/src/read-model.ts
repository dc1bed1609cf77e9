import type { StoredItem } from '@galeria/media-index';
import { type Cloud, changeOf, type ReadModel } from './product.ts';

/**
 * A read model that reads the catalog itself. The index's threads and files have tests of their own; here
 * they would not follow the simulated time.
 */
export function readCatalog({ catalog }: Pick<Cloud, 'catalog'>): ReadModel {
  async function items(): Promise<(StoredItem & { readonly status: string })[]> {
    const found = [];
    for await (const record of catalog.scanItems()) {
      const change = changeOf(record);
      if (!('deleted' in change) && change.binned === undefined) found.push(change);
    }
    return found;
  }
  return {
    read: (work) =>
      work({
        get: async (id) => (await items()).find((item) => item.id === id),
        list: async ({ status = '' }) => ({
          items: (await items()).filter((item) => status === '' || item.status === status),
        }),
        changes: () => Promise.reject(new TypeError('not simulated')),
        timeline: () => Promise.reject(new TypeError('not simulated')),
        facets: () => Promise.reject(new TypeError('not simulated')),
        lastPosition: () => Promise.reject(new TypeError('not simulated')),
      }),
    changes: { subscribe: () => () => {}, readAt: () => undefined, ready: async () => {} },
    freshness: () => ({ complete: true, staleSince: undefined }),
    report: async () => undefined,
    accepted: () => {},
    changed: async () => {},
    catchUp: async () => {},
    stop: async () => {},
  };
}
