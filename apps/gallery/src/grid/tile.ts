import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { aspectRatioOf, audioOf, displaySizeOf, NO_PICTURE, waveformOf } from '../renditions.ts';
import { h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { picture } from '../ui/picture.ts';

/** A tile of the grid: a link to the item's details. */
export function tile(
  { texts, format }: Context,
  item: MediaSummary,
  onBroken: () => void,
): HTMLLIElement {
  const { id, original, metadata, status } = item;
  const isSong = audioOf(item.renditions) !== undefined;
  const name = (isSong && metadata.title) || original.filename;
  const onlyWaveform = isSong && waveformOf(item.renditions)?.width !== undefined;
  const taken = metadata.taken ? `, ${format.taken(metadata.taken)}` : '';
  const ratio = aspectRatioOf(displaySizeOf(item));
  const shown = picture(item, {
    alt: '',
    // Rows are about 230 pixels high and grow to fill the width. Browsers that support `auto` measure.
    sizes: `auto, ${Math.round(ratio * 280)}px`,
    tile: true,
    onBroken,
  });
  const excerptTile = shown ? undefined : textTile(item);
  const label = [texts.text('open', { name }) + taken, !shown && stateOf(texts, item)];
  const link = h(
    'a',
    {
      class: ['tile', status, item.kind, onlyWaveform && 'outline'].filter(Boolean).join(' '),
      href: `#${id}`,
      'aria-label': label.filter(Boolean).join(', '),
    },
    shown ?? excerptTile ?? placeholder({ texts }, item),
    isSong && caption(name, metadata.artist),
    item.note &&
      item.note.code !== NO_PICTURE &&
      h('span', { class: 'badge', title: noteOf(texts, item) }, icon('warning')),
  );
  const element = h('li', { 'data-id': id }, link);
  element.style.setProperty('--ratio', String(shown ? ratio : 1));
  return element;
}

/** Shows an item without a picture by its excerpt. */
function textTile({ metadata: { excerpt }, original }: MediaSummary): HTMLElement | undefined {
  if (excerpt === undefined) return undefined;
  return h(
    'span',
    { class: 'sheet' },
    h('span', { class: 'words' }, excerpt.slice(0, EXCERPT_CHARACTERS)),
    h('span', { class: 'name' }, original.filename),
  );
}

/** More characters than fit on a tile. */
const EXCERPT_CHARACTERS = 400;

const caption = (title: string, artist: string | undefined): HTMLElement =>
  h(
    'span',
    { class: 'caption' },
    h('strong', {}, title),
    artist !== undefined && h('span', {}, artist),
  );

const stateOf = (texts: Context['texts'], item: MediaSummary): string =>
  item.failure ? texts.meaning(item.failure.code, item.failure.message) : noteOf(texts, item);

/** A document without a picture shows its format, as a missing picture is not an error. */
const noteOf = (texts: Context['texts'], { note, status, metadata }: MediaSummary): string => {
  if (note?.code === NO_PICTURE && metadata.format) return metadata.format.toUpperCase();
  return note ? texts.meaning(note.code, note.message) : texts.text(status);
};

/** The placeholder for a picture that is missing or not ready. */
function placeholder({ texts }: Pick<Context, 'texts'>, item: MediaSummary): HTMLElement {
  const isBusy = item.status !== 'ready' && item.status !== 'failed';
  return h(
    'span',
    { class: 'blank' },
    isBusy ? h('span', { class: 'spinner' }) : icon(item.status === 'failed' ? 'warning' : 'file'),
    h('span', { class: 'state' }, stateOf(texts, item)),
    h('span', { class: 'name' }, item.original.filename),
  );
}
