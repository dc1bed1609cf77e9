import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { audioOf, waveformOf } from '../renditions.ts';
import { h } from '../ui/dom.ts';
import { picture } from '../ui/picture.ts';

/** An audio player with the cover and a waveform that shows the position and seeks on click. */
export function player({ texts }: Context, item: MediaSummary): HTMLElement | undefined {
  const song = audioOf(item.renditions);
  if (!song) return undefined;
  const { title = item.original.filename, artist } = item.metadata;
  const sound = h('audio', { controls: true, preload: 'metadata', 'aria-label': title });
  sound.src = song.url;
  const outline = waveformOf(item.renditions);
  const hasCover = outline !== undefined && outline.width === undefined;
  return h(
    'div',
    { class: 'player' },
    hasCover && picture(item, { alt: texts.text('cover', { title }), sizes: '480px' }),
    h(
      'p',
      { class: 'song' },
      h('strong', {}, title),
      artist !== undefined && h('span', {}, artist),
    ),
    outline && wave(outline.url, sound),
    sound,
  );
}

/** The waveform supports seeking by pointer. The audio element covers keyboard and screen reader. */
function wave(url: string, sound: HTMLAudioElement): HTMLElement {
  const layer = (name: string) => h('img', { class: name, src: url, alt: '', draggable: 'false' });
  const played = layer('played');
  const element = h('div', { class: 'wave', 'aria-hidden': 'true' }, layer('whole'), played);
  const show = () => {
    const share = sound.duration > 0 ? sound.currentTime / sound.duration : 0;
    played.style.clipPath = `inset(0 ${100 - 100 * share}% 0 0)`;
  };
  element.addEventListener('click', ({ clientX }) => {
    const { left, width } = element.getBoundingClientRect();
    if (sound.duration > 0) sound.currentTime = ((clientX - left) / width) * sound.duration;
  });
  for (const moment of ['timeupdate', 'seeking', 'loadedmetadata']) {
    sound.addEventListener(moment, show);
  }
  show();
  return element;
}
