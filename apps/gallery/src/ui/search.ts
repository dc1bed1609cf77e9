import type { Texts } from '../texts.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

/** In milliseconds: what a pause in typing is. */
const PAUSE = 250;
/** What the API takes. */
const LONGEST = 256;

const read = (): string => new URLSearchParams(location.search).get('q')?.trim() ?? '';

/**
 * The field to search in. What is searched for stands in the address, `/?q=…`, so that it can be kept,
 * passed on, and gone back from.
 */
export function createSearch({ text }: Texts, onChange: () => void) {
  const label = text('search');
  const input = h('input', {
    type: 'search',
    name: 'q',
    placeholder: label,
    'aria-label': label,
    maxlength: LONGEST,
    autocomplete: 'off',
    enterkeyhint: 'search',
    input: () => {
      clearTimeout(timer);
      timer = setTimeout(apply, PAUSE);
    },
  });
  const element = h(
    'form',
    {
      class: 'search',
      role: 'search',
      submit: (event) => {
        event.preventDefault();
        apply();
      },
    },
    icon('search'),
    input,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let query = read();
  input.value = query;

  /** A search is one entry of the browser's history, however often it is changed. */
  function apply(): void {
    clearTimeout(timer);
    const wanted = input.value.trim();
    if (wanted === query) return;
    const address = wanted === '' ? location.pathname : `?${new URLSearchParams({ q: wanted })}`;
    if (query === '' || wanted === '') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    query = wanted;
    onChange();
  }

  addEventListener('popstate', () => {
    if (read() === query) return;
    query = read();
    input.value = query;
    onChange();
  });

  return {
    element,
    query: (): string => query,
    clear(): void {
      input.value = '';
      apply();
      input.focus();
    },
  };
}
