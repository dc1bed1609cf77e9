import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { NOTHING_TO_SHOW, outlineOf, ratioOf, shownSize, songOf } from '../renditions.ts';
import { h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { picture } from '../ui/picture.ts';

/** An item in the grid: a link to its details, so that it can be opened as links can. */
export function tile(
  { texts, format }: Context,
  item: MediaSummary,
  onBroken: () => void,
): HTMLLIElement {
  const { id, original, metadata, status } = item;
  const isSong = songOf(item.renditions) !== undefined;
  const name = (isSong && metadata.title) || original.filename;
  const onlyOutline = isSong && outlineOf(item.renditions)?.width !== undefined;
  const taken = metadata.taken ? `, ${format.taken(metadata.taken)}` : '';
  const ratio = ratioOf(shownSize(item));
  const shown = picture(item, {
    alt: '',
    // Rows are about 230 pixels high and grow to fill the width; a browser that can measures.
    sizes: `auto, ${Math.round(ratio * 280)}px`,
    tile: true,
    onBroken,
  });
  const paper = shown ? undefined : sheet(item);
  const label = [texts.text('open', { name }) + taken, !shown && stateOf(texts, item)];
  const link = h(
    'a',
    {
      class: ['tile', status, item.kind, onlyOutline && 'outline'].filter(Boolean).join(' '),
      href: `#${id}`,
      'aria-label': label.filter(Boolean).join(', '),
    },
    shown ?? paper ?? blank({ texts }, item),
    isSong && caption(name, metadata.artist),
    item.note &&
      item.note.code !== NOTHING_TO_SHOW &&
      h('span', { class: 'badge', title: noteOf(texts, item) }, icon('warning')),
  );
  const element = h('li', { 'data-id': id }, link);
  element.style.setProperty('--ratio', String(shown ? ratio : 1));
  return element;
}

/** What has words and no picture is shown by its beginning. */
function sheet({ metadata: { excerpt }, original }: MediaSummary): HTMLElement | undefined {
  if (excerpt === undefined) return undefined;
  return h(
    'span',
    { class: 'sheet' },
    h('span', { class: 'words' }, excerpt.slice(0, SHEET_CHARACTERS)),
    h('span', { class: 'name' }, original.filename),
  );
}

/** More than a tile has room for. */
const SHEET_CHARACTERS = 400;

const caption = (title: string, artist: string | undefined): HTMLElement =>
  h(
    'span',
    { class: 'caption' },
    h('strong', {}, title),
    artist !== undefined && h('span', {}, artist),
  );

const stateOf = (texts: Context['texts'], item: MediaSummary): string =>
  item.failure ? texts.meaning(item.failure.code, item.failure.message) : noteOf(texts, item);

/** What has nothing to show is told by its format: that is no fault. */
const noteOf = (texts: Context['texts'], { note, status, metadata }: MediaSummary): string => {
  if (note?.code === NOTHING_TO_SHOW && metadata.format) return metadata.format.toUpperCase();
  return note ? texts.meaning(note.code, note.message) : texts.text(status);
};

/** What stands for a picture that is not there, or not yet. */
function blank({ texts }: Pick<Context, 'texts'>, item: MediaSummary): HTMLElement {
  const isBusy = item.status !== 'ready' && item.status !== 'failed';
  return h(
    'span',
    { class: 'blank' },
    isBusy ? h('span', { class: 'spinner' }) : icon(item.status === 'failed' ? 'warning' : 'file'),
    h('span', { class: 'state' }, stateOf(texts, item)),
    h('span', { class: 'name' }, item.original.filename),
  );
}
