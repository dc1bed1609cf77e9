import { h } from './dom.ts';

const SHOWN_MS = 6000;

/** Sentences at the foot of the page, which screen readers read out. */
export function createNotices() {
  const element = h('div', { class: 'notices', role: 'status', 'aria-live': 'polite' });
  // Above dialogs, which are on the browser's top layer.
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
