import { formatPlaceName } from '../format.ts';
import { audioOf, plainTextOf } from '../renditions.ts';
import type { SharedItem } from './api.ts';
import { h } from './dom.ts';
import { picture } from './picture.ts';
import type { Text } from './texts.ts';

export interface ViewerOptions {
  readonly text: Text;
  readonly nameOf: (item: SharedItem) => string;
  /** The items that are shown so far. */
  readonly items: readonly SharedItem[];
  /** Called when the last items are near, to load more. */
  readonly nearEnd: () => void;
}

/** Shows one item at a time over the page: the picture, the song, the text, and the download. */
export function createViewer({ text, nameOf, items, nearEnd }: ViewerOptions) {
  let at = 0;
  const stage = h('div', { class: 'stage' });
  const facts = h('div', { class: 'facts' });
  const step = (by: number) => () => show(at + by);
  const previous = control('previous', '‹', step(-1));
  const next = control('next', '›', step(1));
  const dialog = h(
    'dialog',
    { class: 'viewer', close: () => stage.replaceChildren() },
    control('close', '×', () => dialog.close()),
    previous,
    stage,
    next,
    facts,
  );
  dialog.addEventListener('keydown', ({ key, target }) => {
    if (target instanceof HTMLMediaElement) return;
    if (key === 'ArrowLeft') show(at - 1);
    if (key === 'ArrowRight') show(at + 1);
  });

  function control(name: 'close' | 'previous' | 'next', sign: string, click: () => void) {
    const label = text(name);
    return h(
      'button',
      { type: 'button', class: `control ${name}`, 'aria-label': label, click },
      sign,
    );
  }

  function show(wanted: number): void {
    const item = items[wanted];
    if (!item) return;
    at = wanted;
    stage.replaceChildren(...contentOf(item));
    facts.replaceChildren(...factsOf(item));
    previous.disabled = at === 0;
    next.disabled = at === items.length - 1;
    if (at >= items.length - 3) nearEnd();
  }

  function contentOf(item: SharedItem): Node[] {
    const song = audioOf(item.renditions);
    const shown = picture(item, '100vw', false);
    const sound = song && h('audio', { controls: true, src: song.url, 'aria-label': nameOf(item) });
    return [shown, sound].filter((node) => node !== undefined);
  }

  function factsOf(item: SharedItem): Node[] {
    const { description, artist, album, place, renditions, original } = item;
    const plain = plainTextOf(renditions);
    const lines = [
      [artist, album].filter(Boolean).join(' – '),
      formatPlaceName(place ?? {}),
      description ?? '',
    ].filter(Boolean);
    const link = (href: string, name: 'readText' | 'download', more: object) =>
      h('a', { class: 'button', href, ...more }, text(name));
    return [
      h('h2', {}, nameOf(item)),
      ...lines.map((line) => h('p', {}, line)),
      ...(plain ? [link(plain.url, 'readText', { target: '_blank', rel: 'noopener' })] : []),
      ...(original ? [link(original.url, 'download', { download: original.filename })] : []),
    ];
  }

  return {
    dialog,
    open(item: SharedItem): void {
      show(items.indexOf(item));
      dialog.showModal();
    },
    /** Tells that more items can be reached now. */
    update: (): void => {
      next.disabled = at === items.length - 1;
    },
  };
}
