import type { MediaSummary } from '../api/types.ts';
import { type Context, explain } from '../context.ts';
import { fill, h } from '../ui/dom.ts';

/** How far below the window the next page is asked for, in pixels. */
const AHEAD = '1500px';

/** Pages of the listing, each when its end comes near. */
export function createFeed(context: Context, onItems: (items: readonly MediaSummary[]) => void) {
  const { api, texts } = context;
  const message = h('p', { class: 'feed-message' });
  const more = h('button', { class: 'button', hidden: true, click: () => void load() });
  const element = h('div', { class: 'feed' }, message, more);
  let cursor: string | undefined;
  let hasEnded = false;
  let loading: Promise<void> | undefined;

  const load = (): Promise<void> => {
    loading ??= next().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  async function next(): Promise<void> {
    if (hasEnded) return;
    fill(message, texts.text('loading'));
    more.hidden = true;
    try {
      const page = await api.list(cursor);
      cursor = page.cursor;
      hasEnded = cursor === undefined;
      fill(message);
      fill(more, texts.text('more'));
      onItems(page.items);
      // An observer only tells of a change: the end may still be in sight.
      observer.unobserve(element);
      observer.observe(element);
    } catch (error) {
      observer.unobserve(element);
      fill(message, explain(context, error));
      fill(more, texts.text('again'));
    }
    more.hidden = hasEnded;
  }

  const observer = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) void load();
    },
    { rootMargin: `0px 0px ${AHEAD} 0px` },
  );

  return {
    element,
    load,
    /** What was added elsewhere since: the newest page once more. Silent where that fails. */
    async refresh(): Promise<void> {
      const page = await api.list().catch(() => undefined);
      if (page) onItems(page.items);
    },
  };
}
