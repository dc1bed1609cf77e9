import type { MediaSummary } from '@galeria/api/client';
import { batch, signal } from '@preact/signals';
import type { MediaPage } from '../api/client.ts';
import { put } from '../store/items.ts';
import { type Section, type Source, without } from './source.ts';
import { createThrottle } from './throttle.ts';

/** Items that are loaded ahead of those that are looked at. */
const AHEAD = 40;

interface ListOptions {
  readonly fetchPage: (cursor: string | undefined) => Promise<MediaPage>;
  /** Whether a new item belongs here: undefined if only the server can tell. */
  readonly matches?: (item: MediaSummary) => boolean | undefined;
}

/** The items of a search, an album or the bin, page after page. */
export function createList({ fetchPage, matches = () => undefined }: ListOptions): Source {
  const empty: Section = { key: 'list', count: 0, ids: [], state: 'unloaded' };
  const sections = signal<readonly Section[]>([empty]);
  const total = signal<number | undefined>(undefined);
  const state = signal<'loading' | 'ready' | 'failed'>('loading');
  const problem = signal<unknown>(undefined);
  let loading: Promise<void> | undefined;
  let isDisposed = false;

  const section = (): Section => sections.peek()[0] ?? empty;

  function take(page: MediaPage, ids: readonly string[], cursor: string | undefined): void {
    batch(() => {
      for (const item of page.items) put(item);
      const isEnd = cursor === undefined;
      if (page.total !== undefined || isEnd) total.value = page.total ?? ids.length;
      sections.value = [
        { key: 'list', count: ids.length, ids, cursor, state: isEnd ? 'loaded' : 'partial' },
      ];
      state.value = 'ready';
      problem.value = undefined;
    });
  }

  async function next(): Promise<void> {
    const { ids, cursor } = section();
    try {
      const page = await fetchPage(cursor);
      if (isDisposed) return;
      const all = [...new Set([...ids, ...page.items.map(({ id }) => id)])];
      take(page, all, page.cursor);
    } catch (error) {
      if (isDisposed) return;
      problem.value = error;
      if (state.peek() !== 'ready') state.value = 'failed';
    }
  }

  const more = (): Promise<void> => {
    loading ??= next().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  /** Loads the first page again. What later pages have beyond it stays. */
  async function reload(): Promise<void> {
    if (state.peek() !== 'ready') return more();
    const page = await fetchPage(undefined).catch(() => undefined);
    if (!page || isDisposed) return;
    const first = page.items.map(({ id }) => id);
    if (page.cursor === undefined) return take(page, first, undefined);
    const { ids, cursor, state: before } = section();
    const isFirst = new Set(first);
    const rest = ids.slice(first.length).filter((id) => !isFirst.has(id));
    take(page, [...first, ...rest], rest.length > 0 || before === 'loaded' ? cursor : page.cursor);
  }
  const refresh = createThrottle(reload);

  void more();
  return {
    sections,
    total,
    state,
    problem,
    hasDays: false,
    need(_first, _last, count) {
      const { ids, state: reached } = section();
      if (state.peek() !== 'ready' || reached === 'loaded' || loading) return;
      if (ids.length < count + AHEAD && problem.peek() === undefined) void more();
    },
    async reach(_section, index) {
      while (section().ids.length <= index && section().state !== 'loaded') {
        const before = section().ids.length;
        await more();
        if (section().ids.length === before) return;
      }
    },
    async refresh() {
      problem.value = undefined;
      await refresh.now();
    },
    sectionOf: () => 0,
    onItem(item) {
      const isHere = matches(item);
      const isListed = section().ids.includes(item.id);
      if (isListed && isHere === false) this.onRemoved(new Set([item.id]));
      else if (!isListed && isHere !== false) refresh.soon();
    },
    onRemoved(ids) {
      const rest = without(section(), ids);
      if (rest === section()) return;
      if (total.peek() !== undefined) {
        total.value = (total.peek() ?? 0) - (section().ids.length - rest.ids.length);
      }
      sections.value = [rest];
    },
    dispose() {
      isDisposed = true;
      refresh.stop();
    },
  };
}
