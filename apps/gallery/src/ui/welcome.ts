import type { Texts } from '../texts.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

/** What an empty gallery says. */
export const createWelcome = ({ text }: Texts, onChoose: () => void): HTMLElement =>
  h(
    'section',
    { class: 'welcome', hidden: true },
    h('span', { class: 'sign' }, icon('pictures')),
    h('h2', {}, text('emptyTitle')),
    h('p', {}, text('emptyText')),
    h('button', { class: 'button primary', click: onChoose }, icon('upload'), text('choose')),
  );
