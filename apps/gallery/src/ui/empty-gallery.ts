import type { Texts } from '../texts.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

/** The empty state of a gallery without items. */
export const createEmptyGallery = ({ text }: Texts, onChoose: () => void): HTMLElement =>
  h(
    'section',
    { class: 'empty-state', hidden: true },
    h('span', { class: 'sign' }, icon('pictures')),
    h('h2', {}, text('emptyTitle')),
    h('p', {}, text('emptyText')),
    h('button', { class: 'button primary', click: onChoose }, icon('upload'), text('choose')),
  );
