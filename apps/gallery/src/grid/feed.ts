import type { MediaSummary } from '@galeria/api/client';
import { type Context, errorMessage } from '../context.ts';
import { fill, h } from '../ui/dom.ts';

/** The distance below the viewport at which the next page is loaded. */
const PREFETCH_DISTANCE = '1500px';

export interface FeedOptions {
  /** Returns the search query; an empty one lists everything. */
  query(): string;
  /** @param isEnd whether this is the last page */
  onItems(items: readonly MediaSummary[], isEnd: boolean): void;
}

/** Loads the pages of the listing or search as the user scrolls. */
export function createFeed(context: Context, { query, onItems }: FeedOptions) {
  const { api, texts } = context;
  const message = h('p', { class: 'feed-message' });
  const more = h('button', { class: 'button', hidden: true, click: () => void load() });
  const element = h('div', { class: 'feed' }, message, more);
  let cursor: string | undefined;
  let hasEnded = false;
  /** When the last item of the loaded pages was uploaded. */
  let oldest = '';
  let loading: Promise<void> | undefined;
  /** Incremented by `restart`, so that late responses to an earlier query are discarded. */
  let requestNumber = 0;

  const load = (): Promise<void> => {
    if (loading) return loading;
    const current = next().finally(() => {
      if (loading === current) loading = undefined;
    });
    loading = current;
    return current;
  };

  async function next(): Promise<void> {
    if (hasEnded) return;
    const ownNumber = requestNumber;
    fill(message, texts.text('loading'));
    more.hidden = true;
    try {
      const page = await api.list(query(), cursor);
      if (ownNumber !== requestNumber) return;
      cursor = page.cursor;
      hasEnded = cursor === undefined;
      fill(message);
      fill(more, texts.text('more'));
      oldest = page.items.at(-1)?.createdAt ?? oldest;
      onItems(page.items, hasEnded);
      // Observe again: the observer reports only changes, and the end may still be in view.
      observer.unobserve(element);
      observer.observe(element);
    } catch (error) {
      if (ownNumber !== requestNumber) return;
      observer.unobserve(element);
      fill(message, errorMessage(context, error));
      fill(more, texts.text('again'));
    }
    more.hidden = hasEnded;
  }

  const observer = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) void load();
    },
    { rootMargin: `0px 0px ${PREFETCH_DISTANCE} 0px` },
  );

  return {
    element,
    load,
    /** Clears the state and loads the first page of the current query. */
    restart(): Promise<void> {
      requestNumber++;
      oldest = '';
      cursor = undefined;
      hasEnded = false;
      loading = undefined;
      return load();
    },
    /** Whether an item belongs to the pages that are loaded, rather than to later ones. */
    reaches: ({ createdAt }: MediaSummary): boolean => hasEnded || createdAt >= oldest,
    /** Loads the first page again to add new items. Errors are ignored. */
    async refresh(): Promise<void> {
      const ownNumber = requestNumber;
      const page = await api.list(query()).catch(() => undefined);
      if (page && ownNumber === requestNumber) onItems(page.items, hasEnded);
    },
  };
}
