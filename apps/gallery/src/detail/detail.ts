import type { MediaItem, MediaSummary } from '@galeria/api/client';
import { type Context, errorMessage } from '../context.ts';
import { fallbackImageOf, NO_PICTURE } from '../renditions.ts';
import { confirm } from '../ui/confirm.ts';
import { fill, h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { picture } from '../ui/picture.ts';
import { excerptOf, isDocument } from './document-facts.ts';
import { downloadLink } from './download.ts';
import { facts } from './facts.ts';
import { history } from './history.ts';
import { player } from './player.ts';
import { onSwipe } from './swipe.ts';
import { textLink } from './text-link.ts';

export interface DetailActions {
  /** Shows the previous (-1) or next (1) item, if there is one. */
  step(by: -1 | 1): void;
  hasNeighbour(by: -1 | 1): boolean;
  /** Called after the item was deleted. */
  onRemoved(item: MediaSummary): void;
  /** Called after the item was queued for processing again. */
  onRetried(item: MediaSummary): void;
  onClosed(): void;
}

/** The dialog that shows one item with its metadata. */
export function createDetail(context: Context, actions: DetailActions) {
  const { api, texts } = context;
  const { text } = texts;
  const stage = h('div', { class: 'stage' });
  const panel = h('div', { class: 'panel' });
  const close = iconButton('close', text('close'), () => dialog.close());
  const previous = iconButton('previous', text('previous'), () => actions.step(-1));
  const next = iconButton('next', text('next'), () => actions.step(1));
  const dialog = h(
    'dialog',
    { class: 'detail', 'aria-labelledby': 'detail-name' },
    h('div', { class: 'stage-frame' }, stage, previous, next),
    panel,
    close,
  );
  let shown: MediaSummary | undefined;

  dialog.addEventListener('close', () => {
    shown = undefined;
    fill(stage);
    actions.onClosed();
  });
  dialog.addEventListener('keydown', ({ key, target }) => {
    // Arrow keys seek in the audio player.
    if (target instanceof HTMLAudioElement) return;
    if (key === 'ArrowLeft') actions.step(-1);
    if (key === 'ArrowRight') actions.step(1);
  });
  onSwipe(stage, actions.step);

  /** Fetches the whole item, with its uploads and attempts, and updates the dialog. */
  async function fetchMore(id: string): Promise<void> {
    try {
      const item = await api.item(id);
      if (shown?.id === id) update(item);
    } catch (error) {
      if (shown?.id === id) context.say(errorMessage(context, error));
    }
  }

  function update(item: MediaSummary | MediaItem): void {
    const isOther = shown?.id !== item.id || shown.status !== item.status;
    shown = item;
    previous.hidden = !actions.hasNeighbour(-1);
    next.hidden = !actions.hasNeighbour(1);
    if (isOther) fill(stage, large(item));
    describe(item);
  }

  function large(item: MediaSummary): HTMLElement {
    const alt = item.metadata.description ?? item.original.filename;
    const sizes = '(min-width: 900px) calc(100vw - 22rem), 100vw';
    const image = player(context, item) ?? picture(item, { alt, sizes });
    const sign = item.status === 'failed' ? 'warning' : 'file';
    return (
      image ??
      (isDocument(item) ? excerptOf(item) : undefined) ??
      h('div', { class: 'no-picture' }, icon(sign), text(item.status))
    );
  }

  function describe(item: MediaSummary | MediaItem): void {
    const { failure, note, original } = item;
    // Restores the focus, as the focused element is replaced.
    const focused = panel.contains(document.activeElement) && document.activeElement?.className;
    fill(
      panel,
      h('h2', { id: 'detail-name' }, original.filename),
      failure && warning(text('failure'), failure),
      note && note.code !== NO_PICTURE && warning(undefined, note),
      facts(context, item),
      isDocument(item) && fallbackImageOf(item.renditions) && excerptOf(item),
      h(
        'div',
        { class: 'actions' },
        item.status === 'failed' && button('again', text('retry'), 'primary', () => retry(item)),
        textLink(context, item),
        downloadLink(context, item),
        button('trash', text('delete'), 'danger', () => remove(item)),
      ),
      'uploads' in item && history(context, item),
    );
    if (focused) panel.querySelector<HTMLElement>(`[class="${focused}"]`)?.focus();
  }

  const warning = (
    title: string | undefined,
    { code, message }: { code: string; message: string },
  ) =>
    h(
      'p',
      { class: 'warning' },
      icon('warning'),
      h(
        'span',
        {},
        title !== undefined && h('strong', {}, title),
        ` ${texts.meaning(code, message)} `,
        h('code', {}, code),
      ),
    );

  async function retry(item: MediaSummary): Promise<void> {
    try {
      await api.retry(item.id);
      actions.onRetried(item);
    } catch (error) {
      context.say(errorMessage(context, error));
    }
  }

  async function remove(item: MediaSummary): Promise<void> {
    const name = item.original.filename;
    const isSure = await confirm({
      title: text('deleteTitle', { name }),
      text: text('deleteText'),
      yes: text('delete'),
      no: text('cancel'),
    });
    if (!isSure) return;
    try {
      await api.remove(item.id);
      actions.onRemoved(item);
      context.say(text('deleted', { name }));
    } catch (error) {
      context.say(errorMessage(context, error));
    }
  }

  return {
    element: dialog,
    shownId: (): string | undefined => shown?.id,
    show(item: MediaSummary): void {
      update(item);
      if (!dialog.open) dialog.showModal();
      void fetchMore(item.id);
    },
    /** Updates the dialog if it shows this item. */
    refresh(item: MediaSummary): void {
      if (shown?.id === item.id) update(item);
    },
    hide: (): void => dialog.close(),
  };
}

const iconButton = (name: 'close' | 'previous' | 'next', label: string, click: () => void) =>
  h('button', { class: `round ${name}`, 'aria-label': label, title: label, click }, icon(name));

const button = (
  name: 'again' | 'trash',
  label: string,
  style: 'primary' | 'danger',
  click: () => void,
) => h('button', { class: `button ${style}`, click }, icon(name), label);
