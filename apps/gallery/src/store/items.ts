import type { MediaSummary } from '@galeria/api/client';
import { type Signal, signal } from '@preact/signals';
import { aspectRatioOf, audioOf, displaySizeOf } from '../renditions.ts';

const known = new Map<string, Signal<MediaSummary>>();

/** Counts the changes of aspect ratios, upon which layouts depend. */
export const shapes = signal(0);

const ratioOf = (item: MediaSummary): number =>
  item.renditions.length === 0 ? 1 : aspectRatioOf(displaySizeOf(item));

/** Adds or updates an item. */
export function put(item: MediaSummary): void {
  const before = known.get(item.id);
  if (!before) {
    known.set(item.id, signal(item));
    return;
  }
  const old = before.peek();
  const { snippet } = old;
  before.value = snippet && !item.snippet ? { ...item, snippet } : item;
  if (ratioOf(old) !== ratioOf(item)) shapes.value++;
}

/** Returns an item, and subscribes the caller to its changes. */
export const itemOf = (id: string): MediaSummary | undefined => known.get(id)?.value;

export const peekItem = (id: string): MediaSummary | undefined => known.get(id)?.peek();

/** The items that can be played, in their order. */
export const songsAmong = (ids: readonly string[]): string[] =>
  ids.filter((id) => audioOf(peekItem(id)?.renditions ?? []) !== undefined);

/** The aspect ratio of an item's tile. */
export function ratioOfId(id: string): number {
  const item = peekItem(id);
  return item ? ratioOf(item) : 1;
}

/** Changes fields of an item before the server answers. Returns a function that takes it back. */
export function patch(id: string, fields: Partial<MediaSummary>): () => void {
  const item = peekItem(id);
  if (!item) return () => {};
  put({ ...item, ...fields });
  return () => put(item);
}
