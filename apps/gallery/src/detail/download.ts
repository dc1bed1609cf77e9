import type { MediaSummary } from '@galeria/api/client';
import { originalPath } from '../api/client.ts';
import { apiKey } from '../api/key.ts';
import { type Context, errorMessage } from '../context.ts';
import { h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

/** A link to the original. With an API key, the file is fetched first, as a link cannot send a key. */
export function downloadLink(context: Context, { id, original }: MediaSummary): HTMLElement {
  const { api, texts } = context;
  const download = original.filename;
  const fetchFirst = async (event: Event) => {
    if (apiKey.get() === null) return;
    event.preventDefault();
    try {
      const href = URL.createObjectURL(await api.original(id));
      h('a', { href, download }).click();
      // The browser has opened the blob by the next task.
      setTimeout(() => URL.revokeObjectURL(href));
    } catch (error) {
      context.say(errorMessage(context, error));
    }
  };
  return h(
    'a',
    { class: 'button', href: originalPath(id), download, click: fetchFirst },
    icon('download'),
    texts.text('download'),
  );
}
