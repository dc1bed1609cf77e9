import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { fill, h } from '../ui/dom.ts';

/** Sorts newest first, like the API. Ties are ordered by id. */
const isBefore = (one: MediaSummary, other: MediaSummary): boolean =>
  one.createdAt === other.createdAt ? one.id > other.id : one.createdAt > other.createdAt;

export type Day = ReturnType<typeof createDay>;

/** A section with the items added on one day. */
export function createDay({ texts, format }: Context, day: string) {
  const items: MediaSummary[] = [];
  const span = h('span', { class: 'span' });
  const list = h('ul', { class: 'tiles' });
  const heading = h('h2', {}, format.day(day), ' ', span);
  const element = h('section', { class: 'day' }, heading, list);

  const caption = () => {
    const taken = format.takenSpan(items);
    fill(span, taken === undefined ? '' : texts.text('takenSpan', { span: taken }));
  };

  return {
    day,
    element,
    items,
    insert(item: MediaSummary, tile: HTMLElement): void {
      const found = items.findIndex((other) => isBefore(item, other));
      const at = found === -1 ? items.length : found;
      items.splice(at, 0, item);
      list.insertBefore(tile, list.children[at] ?? null);
      caption();
    },
    remove(id: string): void {
      const at = items.findIndex((item) => item.id === id);
      const tile = list.children[at];
      if (!tile) throw new RangeError(`Item ${id} is not in the section of ${day}`);
      items.splice(at, 1);
      tile.remove();
      caption();
    },
  };
}
