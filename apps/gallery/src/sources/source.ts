import type { MediaSummary } from '@galeria/api/client';
import type { ReadonlySignal } from '@preact/signals';

/** A part of a listing: the items of a day, or all items of a listing without days. */
export interface Section {
  /** The day as `2026-05-06`, or `list`. */
  readonly key: string;
  /** How many items the section has, whether they are loaded or not. */
  readonly count: number;
  /** The items that are loaded, in order, from the first one. */
  readonly ids: readonly string[];
  /** Where to go on if not all are loaded. */
  readonly cursor?: string | undefined;
  readonly state: 'unloaded' | 'partial' | 'loaded' | 'stale';
}

/** A listing of items, loaded where it is looked at. */
export interface Source {
  readonly sections: ReadonlySignal<readonly Section[]>;
  readonly total: ReadonlySignal<number | undefined>;
  readonly state: ReadonlySignal<'loading' | 'ready' | 'failed'>;
  /** Why `state` is `failed`. */
  readonly problem: ReadonlySignal<unknown>;
  /** Whether the sections are days. */
  readonly hasDays: boolean;
  /** Loads the sections from `first` to `last`, the last one as far as `count` items. */
  need(first: number, last: number, count: number): void;
  /** Loads what is missing until an item of a section is loaded. */
  reach(section: number, index: number): Promise<void>;
  /** Finds out what has changed. */
  refresh(): Promise<void>;
  /** Returns the section that has an item or would have it, or -1. */
  sectionOf(item: MediaSummary): number;
  /** Takes an item in, updates it or leaves it out, after an event. */
  onItem(item: MediaSummary): void;
  onRemoved(ids: ReadonlySet<string>): void;
  dispose(): void;
}

/** The section without some items. */
export function without(section: Section, ids: ReadonlySet<string>): Section {
  const kept = section.ids.filter((id) => !ids.has(id));
  const gone = section.ids.length - kept.length;
  return gone === 0 ? section : { ...section, ids: kept, count: section.count - gone };
}
