import type { MediaSummary } from '@galeria/api/client';
import { isSettled } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { squareThumbnailOf } from '../renditions.ts';
import { fill, h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

export type Row = ReturnType<typeof createRow>;

/** A row of the upload tray with the progress and result of one file. */
export function createRow({ texts, format }: Context, file: File) {
  const { text } = texts;
  const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined;
  const thumb = h('span', { class: 'thumb' }, icon('file'));
  const state = h('span', { class: 'state' }, text('waiting'));
  const bar = h('progress', { max: 1, value: 0, 'aria-label': file.name });
  const actions = h('span', { class: 'row-actions' });
  const element = h(
    'li',
    { class: 'row' },
    thumb,
    h('span', { class: 'what' }, h('span', { class: 'name', title: file.name }, file.name), state),
    actions,
    bar,
  );
  if (preview !== undefined) showThumb(preview);

  function showThumb(src: string): void {
    const image = h('img', { src, alt: '', decoding: 'async' });
    // The browser may not decode the file's format, such as HEIC.
    image.addEventListener('load', () => fill(thumb, image), { once: true });
    if (src !== preview) return;
    image.addEventListener('load', () => URL.revokeObjectURL(src), { once: true });
    image.addEventListener('error', () => URL.revokeObjectURL(src), { once: true });
  }

  /** Shows the final state and hides the progress bar. */
  function end(kind: 'done' | 'failed', ...said: (Node | string)[]): void {
    element.classList.add(kind);
    bar.hidden = true;
    fill(state, ...said);
    fill(actions, kind === 'done' && icon('check'));
  }

  return {
    element,
    begin(): void {
      element.classList.remove('failed');
      bar.hidden = false;
      bar.value = 0;
      fill(actions);
    },
    progress(sent: number, all: number): void {
      bar.value = sent / all;
      const values = { percent: format.percent(sent / all), size: format.bytes(file.size) };
      fill(state, sent < all ? text('sending', values) : text('saving'));
    },
    accepted(): void {
      bar.removeAttribute('value');
      fill(state, text('received'));
    },
    refused(why: string, tryAgain: () => void): void {
      end('failed', why);
      const again = { class: 'button quiet', 'aria-label': `${text('again')}: ${file.name}` };
      fill(actions, h('button', { ...again, click: tryAgain }, icon('again')));
    },
    /** @param duplicate whether the gallery already had these bytes */
    became(item: MediaSummary, duplicate: boolean): void {
      const { status, failure, note } = item;
      if (!isSettled(item)) {
        fill(state, text(status));
      } else if (failure) {
        const why = texts.meaning(failure.code, failure.message);
        end('failed', `${why} `, h('code', {}, failure.code));
      } else {
        const square = squareThumbnailOf(item.renditions);
        if (square) showThumb(square.url);
        const remark = note && texts.meaning(note.code, note.message);
        end('done', [text(duplicate ? 'duplicate' : 'ready'), remark].filter(Boolean).join(' · '));
      }
    },
    gone: (): void => end('failed', text('gone')),
  };
}
