import { postFile } from '../api/post-file.ts';
import { Problem } from '../api/problem.ts';
import { formatBytes } from '../format.ts';
import { type Link, readLink, uploadPath } from './api.ts';
import { h } from './dom.ts';
import type { Text, TextName } from './texts.ts';

export interface DropOptions {
  readonly text: Text;
  readonly locale: string;
  readonly link: Link;
}

const REFUSED: Readonly<Record<string, TextName>> = {
  'drop-full': 'full',
  'not-found': 'goneTitle',
  'kind-unsupported': 'unsupported',
  'file-too-large': 'tooLarge',
};

/** The form by which a guest sends files, one after the other. */
export function dropZone({ text, locale, link }: DropOptions): HTMLElement {
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const left = h('p', { class: 'left' });
  const list = h('ul', { class: 'sent', 'aria-live': 'polite' });
  const waiting: (() => Promise<void>)[] = [];
  let isSending = false;

  const input = h('input', {
    type: 'file',
    multiple: true,
    class: 'hidden',
    'aria-label': text('choose'),
    change: () => {
      add([...(input.files ?? [])]);
      input.value = '';
    },
  });

  function add(files: readonly File[]): void {
    for (const file of files) {
      const state = h('span', {}, text('waiting'));
      list.prepend(h('li', {}, h('span', {}, file.name), state));
      waiting.push(() => send(file, state));
    }
    void run();
  }

  async function run(): Promise<void> {
    if (isSending) return;
    isSending = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
    isSending = false;
    await readLink().then(showLeft, () => undefined);
  }

  async function send(file: File, state: HTMLElement): Promise<void> {
    const show = (share: number) => {
      state.textContent = text('sending', { percent: percent.format(share) });
    };
    try {
      show(0);
      const onProgress = (sent: number, all: number) => show(sent / all);
      await postFile(file, { path: uploadPath, onProgress });
      state.textContent = text('sent');
      state.className = 'done';
    } catch (error) {
      const code = error instanceof Problem ? error.code : '';
      state.textContent = text(REFUSED[code] ?? 'failed');
      state.className = 'refused';
    }
  }

  function showLeft({ files = 0, bytes = 0 }: Link): void {
    const size = formatBytes(bytes, locale);
    left.textContent =
      files > 0 && bytes > 0
        ? text('left', { files: files.toLocaleString(locale), size })
        : text('full');
  }

  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    add([...(event.dataTransfer?.files ?? [])]);
  });
  window.addEventListener('beforeunload', (event) => {
    if (isSending) event.preventDefault();
  });
  showLeft(link);
  const choose = { type: 'button', class: 'button primary', click: () => input.click() };
  return h(
    'main',
    { class: 'state' },
    h('h1', {}, link.title ?? text('dropTitle')),
    h('p', {}, text('dropText')),
    h('button', choose, text('choose')),
    input,
    left,
    list,
  );
}
