import { apiKey } from '../api/key.ts';
import type { Texts } from '../texts.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

/** The page header with name, search, API key and upload buttons. */
export function createHeader({ text }: Texts, search: HTMLElement, onUpload: () => void) {
  const forget = () => {
    apiKey.forget();
    location.reload();
  };
  const label = text('keyForget');
  const lock = h(
    'button',
    { class: 'button quiet', 'aria-label': label, title: label, click: forget },
    icon('lock'),
  );
  const element = h(
    'header',
    { class: 'top' },
    h('h1', {}, icon('pictures'), h('span', {}, 'Galeria')),
    search,
    lock,
    h('button', { class: 'button primary', click: onUpload }, icon('upload'), text('upload')),
  );
  const showKey = () => {
    lock.hidden = apiKey.get() === null;
  };
  showKey();
  return { element, showKey };
}
