import type { MediaSummary } from '@galeria/api/client';
import { batch, signal } from '@preact/signals';
import { api, type Conditions, type MediaPage, PAGE_ITEMS } from '../api/client.ts';
import { peekItem, put } from '../store/items.ts';
import { matches } from './matches.ts';
import { type Section, type Source, without } from './source.ts';
import { createThrottle } from './throttle.ts';

/** Concurrent requests for items. The newest request is for what is looked at now. */
const PARALLEL = 2;
/** Items that stay loaded. Those of the days that were looked at least recently are unloaded. */
const MOST_LOADED = 4_000;

const dayOf = ({ date }: Pick<MediaSummary, 'date'>): string => date.slice(0, 10);

const isLoadedAt = (section: Section): boolean => section.state === 'loaded';

/** The items by date. The days and their counts are known at once, and their items when needed. */
export function createTimeline(conditions: Conditions): Source {
  const sections = signal<readonly Section[]>([]);
  const total = signal<number | undefined>(undefined);
  const state = signal<'loading' | 'ready' | 'failed'>('loading');
  const problem = signal<unknown>(undefined);
  const busy = new Map<string, Promise<void>>();
  const lastUse = new Map<string, number>();
  let uses = 0;
  let isDisposed = false;
  let wanted: { first: number; last: number; count: number } | undefined;

  const indexOf = (day: string): number => {
    let [low, high] = [0, sections.peek().length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sections.peek()[middle]?.key ?? '') > day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const find = (day: string): Section | undefined => {
    const section = sections.peek()[indexOf(day)];
    return section?.key === day ? section : undefined;
  };

  function replace(changed: ReadonlyMap<string, Section>): void {
    const next = sections
      .peek()
      .map((section) => changed.get(section.key) ?? section)
      .filter(({ count }) => count > 0);
    total.value = next.reduce((sum, { count }) => sum + count, 0);
    sections.value = next;
  }

  async function load(): Promise<void> {
    try {
      const { days } = await api.timeline(conditions);
      if (isDisposed) return;
      const before = new Map(sections.peek().map((section) => [section.key, section]));
      batch(() => {
        sections.value = days.map(({ day, count }): Section => {
          const known = before.get(day);
          if (!known) return { key: day, count, ids: [], state: 'unloaded' };
          if (known.count === count) return known;
          return { ...known, count, state: known.state === 'loaded' ? 'stale' : known.state };
        });
        total.value = days.reduce((sum, { count }) => sum + count, 0);
        state.value = 'ready';
        problem.value = undefined;
      });
    } catch (error) {
      if (isDisposed || state.peek() === 'ready') return;
      problem.value = error;
      state.value = 'failed';
    }
  }
  const refresh = createThrottle(load);

  /** The unloaded days around `at` that one page holds. */
  function rangeAround(at: number, last: number): [number, number] {
    const all = sections.peek();
    let [from, to] = [at, at];
    let count = all[at]?.count ?? 0;
    const canTake = (section: Section | undefined) =>
      section !== undefined &&
      !isLoadedAt(section) &&
      section.state !== 'partial' &&
      !busy.has(section.key) &&
      count + section.count <= PAGE_ITEMS;
    for (let next = all[to + 1]; canTake(next); next = all[to + 1]) {
      count += next?.count ?? 0;
      to++;
    }
    // Days above are wanted only if days below do not fill the page.
    for (let next = all[from - 1]; to >= last && canTake(next); next = all[from - 1]) {
      count += next?.count ?? 0;
      from--;
    }
    return [from, to];
  }

  async function fetchRange(from: number, to: number): Promise<void> {
    const range = sections.peek().slice(from, to + 1);
    const [newest, oldest] = [range[0], range.at(-1)];
    if (!newest || !oldest) return;
    const query = {
      ...conditions,
      from: later(conditions.from, oldest.key),
      to: earlier(conditions.to, newest.key),
      sort: 'date',
    } as const;
    const page = await api.list(query, newest.state === 'partial' ? newest.cursor : undefined);
    if (isDisposed) return;
    batch(() => {
      for (const item of page.items) put(item);
      take(range, page);
    });
    evict();
  }

  function take(range: readonly Section[], page: MediaPage): void {
    const byDay = Map.groupBy(page.items, dayOf);
    const changed = new Map<string, Section>();
    const oldest = page.items.at(-1);
    // More items than the counts said: the last day of the page may go on beyond it.
    const isCutAt = range.length > 1 && page.cursor !== undefined && oldest ? dayOf(oldest) : '';
    for (const { key } of range) {
      const now = find(key);
      if (!now) continue;
      if (key <= isCutAt) {
        const count = Math.max(now.count, (byDay.get(key)?.length ?? 0) + 1);
        changed.set(key, { key, count, ids: [], state: 'unloaded' });
        continue;
      }
      const found = (byDay.get(key) ?? []).map(({ id }) => id);
      const isFirstPage = now.state !== 'partial';
      const head = isFirstPage ? found : [...new Set([...now.ids, ...found])];
      if (page.cursor === undefined || range.length > 1) {
        changed.set(key, { key, count: head.length, ids: head, state: 'loaded' });
      } else {
        changed.set(key, { ...now, ids: head, cursor: page.cursor, state: 'partial' });
      }
      lastUse.set(key, ++uses);
    }
    replace(changed);
  }

  function evict(): void {
    const loaded = sections.peek().filter(({ ids }) => ids.length > 0);
    let count = loaded.reduce((sum, { ids }) => sum + ids.length, 0);
    if (count <= MOST_LOADED) return;
    const [first, last] = [wanted?.first ?? 0, wanted?.last ?? 0];
    const near = new Set(
      sections
        .peek()
        .slice(first, last + 1)
        .map(({ key }) => key),
    );
    const byUse = loaded.sort((a, b) => (lastUse.get(a.key) ?? 0) - (lastUse.get(b.key) ?? 0));
    const changed = new Map<string, Section>();
    for (const section of byUse) {
      if (count <= MOST_LOADED) break;
      if (near.has(section.key)) continue;
      count -= section.ids.length;
      changed.set(section.key, {
        key: section.key,
        count: section.count,
        ids: [],
        state: 'unloaded',
      });
    }
    replace(changed);
  }

  function fetchAt(at: number, last: number): Promise<void> {
    const [from, to] = rangeAround(at, last);
    const keys = sections
      .peek()
      .slice(from, to + 1)
      .map(({ key }) => key);
    const running = fetchRange(from, to).finally(() => {
      for (const key of keys) busy.delete(key);
    });
    for (const key of keys) busy.set(key, running);
    return running;
  }

  function lacks(section: Section, count: number): boolean {
    if (section.state === 'loaded') return false;
    return section.state !== 'partial' || section.ids.length < Math.min(count, section.count);
  }

  function pump(): void {
    if (!wanted || isDisposed) return;
    const { first, last, count } = wanted;
    for (let at = first; at <= last && new Set(busy.values()).size < PARALLEL; at++) {
      const section = sections.peek()[at];
      if (!section || busy.has(section.key)) continue;
      lastUse.set(section.key, ++uses);
      if (!lacks(section, at === last ? count : section.count)) continue;
      fetchAt(at, last).then(pump, () => {
        // Tried again at the next scroll, and when the connection is back.
        setTimeout(pump, 2_000);
      });
    }
  }

  async function reach(at: number, index: number): Promise<void> {
    for (;;) {
      const section = sections.peek()[at];
      if (!section || section.state === 'loaded' || section.ids.length > index) return;
      await (busy.get(section.key) ?? fetchAt(at, at));
    }
  }

  function insert(item: MediaSummary): void {
    const day = dayOf(item);
    const section = find(day);
    if (!section) {
      const at = indexOf(day);
      const made: Section = { key: day, count: 1, ids: [item.id], state: 'loaded' };
      sections.value = sections.peek().toSpliced(at, 0, made);
      total.value = (total.peek() ?? 0) + 1;
      return;
    }
    if (section.state === 'unloaded') {
      refresh.soon();
      return;
    }
    const found = section.ids.findIndex((id) => (peekItem(id)?.date ?? '') <= item.date);
    const at = found === -1 ? section.ids.length : found;
    const ids = section.ids.toSpliced(at, 0, item.id);
    replace(new Map([[day, { ...section, ids, count: section.count + 1 }]]));
  }

  function onRemoved(ids: ReadonlySet<string>): void {
    const changed = new Map<string, Section>();
    for (const section of sections.peek()) {
      const rest = without(section, ids);
      if (rest !== section) changed.set(section.key, rest);
    }
    if (changed.size > 0) replace(changed);
    else refresh.soon();
  }

  void load();
  return {
    sections,
    total,
    state,
    problem,
    hasDays: true,
    need(first, last, count) {
      wanted = { first, last, count };
      pump();
    },
    reach,
    refresh: refresh.now,
    sectionOf(item) {
      const at = indexOf(dayOf(item));
      return sections.peek()[at]?.key === dayOf(item) ? at : -1;
    },
    onItem(item) {
      const isHere = matches(item, conditions);
      const section = sections.peek().find(({ ids }) => ids.includes(item.id));
      if (section?.key === dayOf(item) && isHere === true) return;
      batch(() => {
        if (section) onRemoved(new Set([item.id]));
        if (isHere === true) insert(item);
      });
      refresh.soon();
    },
    onRemoved,
    dispose() {
      isDisposed = true;
      refresh.stop();
    },
  };
}

const later = (one: string | undefined, other: string): string =>
  one !== undefined && one > other ? one : other;
const earlier = (one: string | undefined, other: string): string =>
  one !== undefined && one < other ? one : other;
