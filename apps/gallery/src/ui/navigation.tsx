import { useSignal } from '@preact/signals';
import { text } from '../i18n.ts';
import { addressOf, type View } from '../store/address.ts';
import { go, route } from '../store/route.ts';
import { Icon, type IconName } from './icon.tsx';

const ENTRIES: readonly (readonly [view: View, icon: IconName])[] = [
  ['all', 'pictures'],
  ['photos', 'photo'],
  ['songs', 'song'],
  ['documents', 'file'],
  ['albums', 'album'],
  ['favourites', 'heart'],
  ['recent', 'clock'],
  ['archived', 'archive'],
  ['bin', 'trash'],
];

/** Entries of the bar on a phone; the others are behind "More". */
const IN_BAR = 5;

/** The views: a column, or on a phone a bar at the bottom. */
export function Navigation() {
  const isOpen = useSignal(false);
  const { view } = route.value;
  const entry = ([name, icon]: (typeof ENTRIES)[number], at: number) => (
    <li key={name} class={at >= IN_BAR ? 'extra' : undefined}>
      <a
        href={addressOf({ view: name, album: undefined, q: '', filters: {}, item: undefined })}
        aria-current={view === name ? 'page' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          isOpen.value = false;
          go({ view: name, album: undefined, q: '', filters: {} });
        }}
      >
        <Icon name={icon} />
        <span>{text(name)}</span>
      </a>
    </li>
  );
  return (
    <nav class={isOpen.value ? 'nav open' : 'nav'} aria-label={text('views')}>
      <ul>
        {ENTRIES.map(entry)}
        <li class="more">
          <button
            type="button"
            aria-expanded={isOpen.value}
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            <Icon name="more" />
            <span>{text('moreViews')}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}
