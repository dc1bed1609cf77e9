import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { dayOf } from '../format.ts';
import { h } from '../ui/dom.ts';
import { createDay, type Day } from './day.ts';
import { tile } from './tile.ts';

export type Grid = ReturnType<typeof createGrid>;

/**
 * The grid of all loaded items, newest first, with one section per day.
 *
 * @param onBroken called if the picture of an item does not load, as its URL may have expired
 */
export function createGrid(context: Context, onBroken: (id: string) => void) {
  const days: Day[] = [];
  const dayByItem = new Map<string, Day>();
  const element = h('div', { class: 'days' });

  /** Returns the section of a day and creates it if necessary. */
  function dayFor(day: string): Day {
    const next = days.find((other) => other.day <= day);
    if (next?.day === day) return next;
    const made = createDay(context, day);
    element.insertBefore(made.element, next?.element ?? null);
    days.splice(next ? days.indexOf(next) : days.length, 0, made);
    return made;
  }

  const order = (): MediaSummary[] => days.flatMap(({ items }) => items);

  const linkTo = (id: string): HTMLElement | null =>
    element.querySelector(`[data-id="${CSS.escape(id)}"] > a`);

  function remove(id: string): void {
    const day = dayByItem.get(id);
    if (!day) return;
    dayByItem.delete(id);
    day.remove(id);
    if (day.items.length > 0) return;
    day.element.remove();
    days.splice(days.indexOf(day), 1);
  }

  return {
    element,
    order,
    remove,
    clear(): void {
      days.length = 0;
      dayByItem.clear();
      element.replaceChildren();
    },
    size: (): number => dayByItem.size,
    get: (id: string): MediaSummary | undefined =>
      dayByItem.get(id)?.items.find((item) => item.id === id),

    /** Adds or updates an item. */
    put(item: MediaSummary): void {
      const hadFocus = linkTo(item.id)?.matches(':focus');
      const day = dayFor(dayOf(new Date(item.createdAt)));
      const before = dayByItem.get(item.id);
      dayByItem.set(item.id, day);
      before?.remove(item.id);
      day.insert(
        item,
        tile(context, item, () => onBroken(item.id)),
      );
      if (before && before !== day && before.items.length === 0) {
        before.element.remove();
        days.splice(days.indexOf(before), 1);
      }
      if (hadFocus) linkTo(item.id)?.focus();
    },

    /** Returns the item `step` places after the given one, or undefined beyond the ends. */
    neighbour(id: string, step: number): MediaSummary | undefined {
      const items = order();
      const at = items.findIndex((item) => item.id === id);
      return at === -1 ? undefined : items[at + step];
    },

    focus(id: string): void {
      linkTo(id)?.focus({ preventScroll: true });
      linkTo(id)?.scrollIntoView({ block: 'nearest' });
    },
  };
}
