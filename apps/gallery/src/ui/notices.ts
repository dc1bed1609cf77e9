import { h } from './dom.ts';

const SHOWN_MS = 6000;

/** Short messages at the bottom of the page, announced by screen readers. */
export function createNotices() {
  const element = h('div', { class: 'notices', role: 'status', 'aria-live': 'polite' });
  // A popover is shown above dialogs in the browser's top layer.
  element.popover = 'manual';
  return {
    element,
    say(sentence: string): void {
      const notice = h('p', { class: 'notice' }, sentence);
      element.append(notice);
      element.hidePopover();
      element.showPopover();
      setTimeout(() => notice.remove(), SHOWN_MS);
    },
  };
}
