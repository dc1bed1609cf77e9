import type { ChangedItem } from '@galeria/media-index';
import { CHANGES } from '../limits.ts';

export interface ChangeListener {
  /** Called with changes that the catalog, the index and, if `ready`, the gallery bucket have. */
  changed(changes: readonly ChangedItem[]): void;
  /** Called if changes may be missing: whoever follows them must list the items again. */
  reset(): void;
}

/** The changes of the catalog's items, as soon as the index of this cell has them. */
export interface Changes {
  /** @returns a function that ends the subscription */
  subscribe(listener: ChangeListener): () => void;
  /**
   * When the last complete read of the catalog's changes began, in milliseconds since 1970: listeners
   * have everything that was visible at that time. Undefined until the first read of an index.
   */
  readAt(): number | undefined;
  /** Resolves after the first read of the index. */
  ready(): Promise<void>;
}

/** The reports of the feed of an index. */
export interface ChangeSink {
  add(changes: readonly ChangedItem[]): void;
  /** The feed has made a complete read that began at this time. */
  read(at: number): void;
  /** The index was emptied: its next read reports changes again. */
  restart(): void;
  reset(): void;
}

/**
 * Passes changes on in an order that a reader can resume from. Whoever has received a change stamped `t`
 * has also received all that were visible `CHANGES.currentMs` before `t`, apart from clock differences:
 *
 * ```
 * catalog read within `currentMs`     passed on at once
 * otherwise, such as after an outage  kept until the read is complete, then passed on by their stamps
 * ```
 */
export function createChanges(now: () => number = Date.now): Changes & ChangeSink {
  const listeners = new Set<ChangeListener>();
  let readAt: number | undefined;
  let firstRead = Promise.withResolvers<void>();
  let kept: ChangedItem[] = [];

  const isCurrent = () => readAt !== undefined && now() - readAt <= CHANGES.currentMs;

  function reset(): void {
    kept = [];
    for (const listener of listeners) listener.reset();
  }

  function pass(changes: readonly ChangedItem[]): void {
    if (changes.length > 0) for (const listener of listeners) listener.changed(changes);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    readAt: () => readAt,
    ready: () => firstRead.promise,
    add(changes) {
      if (listeners.size === 0) return;
      // The rebuild of an index reads old items too.
      const recent = changes.filter(
        ({ changedAt }) => now() - Date.parse(changedAt) <= CHANGES.historyMs,
      );
      if (isCurrent()) return pass(recent);
      kept.push(...recent);
      if (kept.length > CHANGES.kept) reset();
    },
    read(at) {
      const sorted = kept.toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1));
      kept = [];
      pass(sorted);
      readAt = at;
      firstRead.resolve();
    },
    restart() {
      if (readAt !== undefined) firstRead = Promise.withResolvers();
      readAt = undefined;
    },
    reset,
  };
}
