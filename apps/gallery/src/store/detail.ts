import type { MediaItem } from '@galeria/api/client';
import { effect, signal } from '@preact/signals';
import { api } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { Problem } from '../api/problem.ts';
import { text } from '../i18n.ts';
import { locate } from '../sources/neighbours.ts';
import { source } from '../sources/of-route.ts';
import { peekItem, put } from './items.ts';
import { say } from './notices.ts';
import { closeItem, openId } from './route.ts';

/** The open item with its uploads and attempts, once they are loaded. */
export const detail = signal<MediaItem | undefined>(undefined);

/** Loads the whole item. */
export function loadDetail(id: string): void {
  api.item(id).then(
    (item) => {
      put(item);
      if (openId.peek() === id) detail.value = item;
    },
    (error: unknown) => {
      if (openId.peek() !== id) return;
      if (!(error instanceof Problem) || error.status !== 404) return say(errorMessage(error));
      // An item in the bin is found by its listing alone.
      if (peekItem(id)) return;
      say(text('gone'));
      closeItem();
    },
  );
}

effect(() => {
  const id = openId.value;
  if (id === detail.peek()?.id) return;
  detail.value = undefined;
  if (id !== undefined) loadDetail(id);
});

// A deep link may lead far beyond what is loaded: loads the listing around the item, for its neighbours.
effect(() => {
  const item = detail.value;
  const list = source.value;
  if (item && list && list.state.value === 'ready') void locate(list, item.id);
});
