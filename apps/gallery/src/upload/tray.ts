import type { Context } from '../context.ts';
import { fill, h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import type { Row } from './row.ts';

/** Once nothing failed, the tray goes by itself. In milliseconds. */
const LINGER_MS = 5000;

/** The corner that shows what is being uploaded. */
export function createTray({ texts }: Context, onClear: () => void) {
  const title = h('h2', { id: 'uploads', role: 'status' });
  const list = h('ul', {});
  const label = texts.text('dismiss');
  const clear = h(
    'button',
    { class: 'button quiet', 'aria-label': label, title: label },
    icon('close'),
  );
  const element = h(
    'aside',
    { class: 'tray', hidden: true, 'aria-labelledby': 'uploads' },
    h('header', {}, title, clear),
    list,
  );
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    element.hidden = true;
    list.replaceChildren();
    onClear();
  };
  clear.addEventListener('click', hide);

  return {
    element,
    add(row: Row): void {
      list.append(row.element);
      element.hidden = false;
    },
    /** @param state what is underway still keeps the tray, what failed keeps it until dismissed */
    count(state: { done: number; all: number; failed: number }): void {
      const { done, all, failed } = state;
      fill(title, texts.text('uploadsReady', { done, all }));
      const isUnderWay = done + failed < all;
      clear.hidden = isUnderWay;
      clearTimeout(leaving);
      if (!isUnderWay && failed === 0) leaving = setTimeout(hide, LINGER_MS);
    },
  };
}
