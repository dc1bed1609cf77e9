import type { Context } from '../context.ts';
import { fill, h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import type { Row } from './row.ts';

/** Time until the tray closes after all uploads succeeded, in milliseconds. */
const LINGER_MS = 5000;

export interface TrayActions {
  readonly clear: () => void;
  readonly retryAll: () => void;
}

/** The panel that lists uploads. */
export function createTray({ texts }: Context, act: TrayActions) {
  const title = h('h2', { id: 'uploads', role: 'status' });
  const list = h('ul', {});
  const label = texts.text('dismiss');
  const clear = h(
    'button',
    { class: 'button quiet', 'aria-label': label, title: label },
    icon('close'),
  );
  const again = h(
    'button',
    { class: 'button quiet', hidden: true, click: act.retryAll },
    texts.text('retryAll'),
  );
  const element = h(
    'aside',
    { class: 'tray', hidden: true, 'aria-labelledby': 'uploads' },
    h('header', {}, title, again, clear),
    list,
  );
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    element.hidden = true;
    list.replaceChildren();
    act.clear();
  };
  clear.addEventListener('click', hide);

  return {
    element,
    add(row: Row): void {
      list.append(row.element);
      element.hidden = false;
    },
    /**
     * @param state counts of uploads. Uploads in progress and failed ones keep the tray open; refused
     *   ones were not accepted by the server, and can be sent again.
     */
    count(state: { done: number; all: number; failed: number; refused: number }): void {
      const { done, all, failed, refused } = state;
      if (all === 0) {
        hide();
        return;
      }
      again.hidden = refused === 0;
      fill(title, texts.text('uploadsReady', { done, all }));
      const isUnderWay = done + failed < all;
      clear.hidden = isUnderWay;
      clearTimeout(leaving);
      if (!isUnderWay && failed === 0) leaving = setTimeout(hide, LINGER_MS);
    },
  };
}
