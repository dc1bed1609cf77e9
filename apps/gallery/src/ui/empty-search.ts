import type { Texts } from '../texts.ts';
import { fill, h } from './dom.ts';
import { icon } from './icons.ts';

/** The empty state of a search without results. */
export function createEmptySearch({ text }: Texts, onClear: () => void) {
  const title = h('h2', {});
  const element = h(
    'section',
    { class: 'empty-state', role: 'status', hidden: true },
    h('span', { class: 'sign' }, icon('search')),
    title,
    h('p', {}, text('emptySearchText')),
    h('button', { class: 'button', click: onClear }, text('searchEverything')),
  );
  return {
    element,
    /** @param query the query without results, or undefined to hide the empty state */
    show(query: string | undefined): void {
      element.hidden = query === undefined;
      if (query !== undefined) fill(title, text('emptySearchTitle', { query }));
    },
  };
}
