import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../i18n.ts';
import type { FilterName, View } from '../store/address.ts';
import { go, route } from '../store/route.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { type Suggestion, suggest } from './suggest.ts';

/** Delay after the last keystroke before the search starts, in milliseconds. */
const DEBOUNCE_MS = 250;
/** The API's limit of the query length. */
const MAX_QUERY_LENGTH = 256;

const ICONS: Partial<Readonly<Record<FilterName, IconName>>> = {
  camera: 'photo',
  lens: 'photo',
  artist: 'song',
  album: 'song',
  genre: 'song',
  place: 'place',
  tag: 'tag',
};

/** The types want a `list` beside the role; the suggestions are not a `datalist`. */
const comboboxOf = (isOpen: boolean) =>
  ({ role: 'combobox', list: undefined, 'aria-expanded': isOpen }) as const;

/** The albums and the bin cannot be searched: a search from there covers everything. */
const searchedView = (view: View): View => (view === 'albums' || view === 'bin' ? 'all' : view);

/** The search field with its suggestions. The query is part of the URL. */
export function Search() {
  const { q } = route.value;
  const words = useSignal(q);
  const found = useSignal<readonly Suggestion[]>([]);
  const isOpen = useSignal(false);
  const chosen = useSignal(-1);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    if (q !== words.peek().trim()) words.value = q;
  }, [q]);

  /** A search adds one history entry, however often the query changes. */
  function apply(): void {
    clearTimeout(timer.current);
    const wanted = words.peek().trim();
    const before = route.peek();
    if (wanted === before.q) return;
    const to = { q: wanted, view: searchedView(before.view), album: undefined };
    go(to, { replace: before.q !== '' && wanted !== '' });
  }

  async function ask(): Promise<void> {
    const wanted = words.peek().trim();
    const suggestions = await suggest(wanted);
    if (words.peek().trim() !== wanted) return;
    found.value = suggestions;
    chosen.value = -1;
  }

  function choose({ filter, value }: Suggestion): void {
    clearTimeout(timer.current);
    words.value = '';
    isOpen.value = false;
    const { view, filters } = route.peek();
    go({
      q: '',
      album: undefined,
      view: searchedView(view),
      filters: { ...filters, [filter]: value },
    });
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = found.value;
    if (event.key === 'Escape') {
      isOpen.value = false;
      event.stopPropagation();
    }
    if (!isOpen.value || length === 0) return;
    if (event.key === 'ArrowDown') chosen.value = (chosen.value + 1) % length;
    else if (event.key === 'ArrowUp') chosen.value = ((chosen.value + length) % (length + 1)) - 1;
    else return;
    event.preventDefault();
  };
  const isListed = isOpen.value && found.value.length > 0;
  return (
    <search class="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const suggestion = isOpen.value ? found.value[chosen.value] : undefined;
          if (suggestion) choose(suggestion);
          else apply();
          isOpen.value = false;
        }}
        onFocusOut={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null))
            isOpen.value = false;
        }}
      >
        <Icon name="search" />
        <input
          type="search"
          {...comboboxOf(isListed)}
          name="q"
          placeholder={text('search')}
          aria-label={text('search')}
          aria-controls="suggestions"
          aria-autocomplete="list"
          aria-activedescendant={chosen.value >= 0 ? `suggestion-${chosen.value}` : undefined}
          maxLength={MAX_QUERY_LENGTH}
          autocomplete="off"
          enterkeyhint="search"
          value={words.value}
          onFocus={() => {
            isOpen.value = true;
            void ask();
          }}
          onInput={(event) => {
            words.value = event.currentTarget.value;
            isOpen.value = true;
            clearTimeout(timer.current);
            timer.current = setTimeout(() => {
              apply();
              void ask();
            }, DEBOUNCE_MS);
          }}
          onKeyDown={onKeyDown}
        />
        {isListed && (
          <div id="suggestions" class="suggestions" role="listbox" aria-label={text('suggestions')}>
            {found.value.map((suggestion, at) => (
              <div
                key={`${suggestion.filter} ${suggestion.value}`}
                id={`suggestion-${at}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === chosen.value}
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(suggestion);
                }}
              >
                <Icon name={ICONS[suggestion.filter] ?? 'calendar'} />
                <span dir="auto">{suggestion.value}</span>
                <small>{text(suggestion.filter)}</small>
              </div>
            ))}
          </div>
        )}
      </form>
    </search>
  );
}
