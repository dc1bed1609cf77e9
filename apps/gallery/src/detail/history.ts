import type { MediaItem } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { h } from '../ui/dom.ts';

/** Lists the uploads and processing attempts of an item in chronological order. */
export function history({ texts, format }: Context, item: MediaItem): HTMLElement {
  const { text } = texts;
  const uploads = item.uploads.map(({ receivedAt, filename, address, key }) => ({
    at: receivedAt,
    what: text('uploaded'),
    more: [
      filename,
      address !== undefined && text('from', { address }),
      key !== undefined && text('withKey', { key }),
    ],
  }));
  const attempts = item.attempts.map(({ startedAt, outcome, code, durationMs }) => ({
    at: startedAt,
    what: text('attempt'),
    more: [
      outcomeOf(texts, outcome),
      code,
      durationMs !== undefined && text('took', { seconds: format.number(durationMs / 1000) }),
    ],
  }));
  const entries = [...uploads, ...attempts].sort((one, other) => one.at.localeCompare(other.at));
  return h(
    'details',
    { class: 'history' },
    h('summary', {}, text('history')),
    h(
      'ol',
      {},
      ...entries.map(({ at, what, more }) =>
        h(
          'li',
          {},
          h('strong', {}, what),
          h('time', { datetime: at }, format.instant(at)),
          h('span', {}, more.filter(Boolean).join(' · ')),
        ),
      ),
    ),
  );
}

function outcomeOf({ text }: Context['texts'], outcome: string | undefined): string {
  if (outcome === 'ready' || outcome === 'failed') return text(outcome);
  return outcome ?? text('processing');
}
