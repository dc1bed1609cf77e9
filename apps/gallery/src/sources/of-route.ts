import { effect, signal } from '@preact/signals';
import { api } from '../api/client.ts';
import { type Address, conditionsOf } from '../store/address.ts';
import { listing, route } from '../store/route.ts';
import { createList } from './list.ts';
import { matches } from './matches.ts';
import type { Source } from './source.ts';
import { createTimeline } from './timeline.ts';

function sourceOf(address: Address): Source | undefined {
  const { view, album, q } = address;
  const conditions = conditionsOf(address);
  const meets = (item: Parameters<typeof matches>[0]) => matches(item, conditions);
  if (view === 'bin') {
    const isBinned = (item: { binnedAt?: string }) => item.binnedAt !== undefined;
    return createList({
      fetchPage: (cursor) => api.list({ bin: true }, cursor),
      matches: isBinned,
    });
  }
  if (view === 'albums') {
    if (album === undefined) return undefined;
    const isIn = (item: { albums?: string[] }) => (item.albums ?? []).includes(album) || undefined;
    return createList({ fetchPage: (cursor) => api.albumItems(album, cursor), matches: isIn });
  }
  if (q !== '') {
    return createList({ fetchPage: (cursor) => api.list(conditions, cursor) });
  }
  if (view === 'songs') {
    const query = { ...conditions, sort: 'title' } as const;
    return createList({ fetchPage: (cursor) => api.list(query, cursor), matches: meets });
  }
  if (view === 'recent') {
    const query = { ...conditions, sort: 'uploaded' } as const;
    return createList({ fetchPage: (cursor) => api.list(query, cursor), matches: meets });
  }
  return createTimeline(conditions);
}

/** The listing that is shown. Undefined where the view has none, such as the list of albums. */
export const source = signal<Source | undefined>(undefined);

let shown: string | undefined;
effect(() => {
  const address = listing.value;
  if (address === shown) return;
  shown = address;
  source.peek()?.dispose();
  source.value = sourceOf(route.peek());
});
