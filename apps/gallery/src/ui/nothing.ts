import type { Texts } from '../texts.ts';
import { fill, h } from './dom.ts';
import { icon } from './icons.ts';

/** What a search that found nothing says. */
export function createNothing({ text }: Texts, onClear: () => void) {
  const title = h('h2', {});
  const element = h(
    'section',
    { class: 'welcome', role: 'status', hidden: true },
    h('span', { class: 'sign' }, icon('search')),
    title,
    h('p', {}, text('nothingText')),
    h('button', { class: 'button', click: onClear }, text('searchEverything')),
  );
  return {
    element,
    /** @param query what nothing was found for; undefined hides it */
    show(query: string | undefined): void {
      element.hidden = query === undefined;
      if (query !== undefined) fill(title, text('nothingTitle', { query }));
    },
  };
}
