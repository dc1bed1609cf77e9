import type { MediaSummary } from '@galeria/api/client';
import { isSettled } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { squareThumbnailOf } from '../renditions.ts';
import { fill, h } from '../ui/dom.ts';
import { type IconName, icon } from '../ui/icons.ts';

export type Row = ReturnType<typeof createRow>;

/** What the buttons of a row do. */
export interface RowActions {
  readonly again: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
}

/** A row of the upload tray with the progress and result of one file. */
export function createRow({ texts, format }: Context, file: File, act: RowActions) {
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
  fill(actions, cancelButton());

  function button(name: 'again' | 'pause' | 'resume' | 'cancel', image: IconName) {
    const label = `${text(name)}: ${file.name}`;
    return h(
      'button',
      { class: 'button quiet', 'aria-label': label, title: text(name), click: act[name] },
      icon(image),
    );
  }

  function cancelButton(): HTMLElement {
    return button('cancel', 'close');
  }

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
    waiting(): void {
      element.classList.remove('failed');
      bar.hidden = false;
      bar.value = 0;
      fill(state, text('waiting'));
      fill(actions, cancelButton());
    },
    /** @param canPause whether the upload continues where it was paused */
    sending(canPause: boolean): void {
      fill(actions, canPause && button('pause', 'pause'), cancelButton());
    },
    paused(): void {
      fill(state, text('paused', { percent: format.percent(bar.value) }));
      fill(actions, button('resume', 'resume'), cancelButton());
    },
    cut: (): void => fill(state, text('reconnecting')),
    progress(sent: number, all: number): void {
      bar.value = sent / all;
      const values = { percent: format.percent(sent / all), size: format.bytes(file.size) };
      fill(state, sent < all ? text('sending', values) : text('saving'));
    },
    accepted(): void {
      bar.removeAttribute('value');
      fill(actions);
      fill(state, text('received'));
    },
    refused(why: string): void {
      end('failed', why);
      fill(actions, button('again', 'again'));
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
