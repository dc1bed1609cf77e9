import { signal } from '@preact/signals';

export interface Notice {
  readonly id: number;
  readonly sentence: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

const SHOWN_MS = 6_000;
/** An undo is offered for longer than a message is shown. */
const ACTION_MS = 10_000;

/** The messages at the bottom of the page. */
export const notices = signal<readonly Notice[]>([]);

let last = 0;

/** Shows a message for some seconds. Screen readers read it aloud. */
export function say(sentence: string, action?: Notice['action']): void {
  const id = ++last;
  notices.value = [...notices.peek().slice(-2), { id, sentence, action }];
  setTimeout(() => dismiss(id), action ? ACTION_MS : SHOWN_MS);
}

export function dismiss(id: number): void {
  notices.value = notices.peek().filter((notice) => notice.id !== id);
}
