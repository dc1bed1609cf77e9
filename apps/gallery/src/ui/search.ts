import type { Texts } from '../texts.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

/** Delay after the last keystroke before the search starts, in milliseconds. */
const DEBOUNCE_MS = 250;
/** The API's limit of the query length. */
const MAX_QUERY_LENGTH = 256;

const read = (): string => new URLSearchParams(location.search).get('q')?.trim() ?? '';

/**
 * The search field. The query is part of the URL, `/?q=…`, so that searches can be linked and the Back
 * button works.
 */
export function createSearch({ text }: Texts, onChange: () => void) {
  const label = text('search');
  const input = h('input', {
    type: 'search',
    name: 'q',
    placeholder: label,
    'aria-label': label,
    maxlength: MAX_QUERY_LENGTH,
    autocomplete: 'off',
    enterkeyhint: 'search',
    input: () => {
      clearTimeout(timer);
      timer = setTimeout(apply, DEBOUNCE_MS);
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

  /** A search adds one history entry, however often the query changes. */
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
