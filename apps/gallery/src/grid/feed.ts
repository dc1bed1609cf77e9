import type { MediaSummary } from '@galeria/api/client';
import { type Context, explain } from '../context.ts';
import { fill, h } from '../ui/dom.ts';

/** How far below the window the next page is asked for, in pixels. */
const AHEAD = '1500px';

export interface Fed {
  /** What is searched for; nothing is everything. */
  query(): string;
  /** @param isEnd whether there is nothing after these */
  onItems(items: readonly MediaSummary[], isEnd: boolean): void;
}

/** Pages of the listing or of a search, each when its end comes near. */
export function createFeed(context: Context, { query, onItems }: Fed) {
  const { api, texts } = context;
  const message = h('p', { class: 'feed-message' });
  const more = h('button', { class: 'button', hidden: true, click: () => void load() });
  const element = h('div', { class: 'feed' }, message, more);
  let cursor: string | undefined;
  let hasEnded = false;
  let loading: Promise<void> | undefined;
  /** Counts the beginnings: an answer to an earlier question is not shown. */
  let question = 0;

  const load = (): Promise<void> => {
    if (loading) return loading;
    const mine = next().finally(() => {
      if (loading === mine) loading = undefined;
    });
    loading = mine;
    return mine;
  };

  async function next(): Promise<void> {
    if (hasEnded) return;
    const asked = question;
    fill(message, texts.text('loading'));
    more.hidden = true;
    try {
      const page = await api.list(query(), cursor);
      if (asked !== question) return;
      cursor = page.cursor;
      hasEnded = cursor === undefined;
      fill(message);
      fill(more, texts.text('more'));
      onItems(page.items, hasEnded);
      // An observer only tells of a change: the end may still be in sight.
      observer.unobserve(element);
      observer.observe(element);
    } catch (error) {
      if (asked !== question) return;
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
    /** Begins anew, with what is searched for now. */
    restart(): Promise<void> {
      question++;
      cursor = undefined;
      hasEnded = false;
      loading = undefined;
      return load();
    },
    /** What was added elsewhere since: the newest page once more. Silent where that fails. */
    async refresh(): Promise<void> {
      const asked = question;
      const page = await api.list(query()).catch(() => undefined);
      if (page && asked === question) onItems(page.items, hasEnded);
    },
  };
}
