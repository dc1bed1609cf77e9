import { text } from '../i18n.ts';
import { FILTERS, type FilterName } from '../store/address.ts';
import { go, route } from '../store/route.ts';
import { Icon } from '../ui/icon.tsx';

/** The filters of the listing, each with a button that takes it away. */
export function Chips() {
  const { filters } = route.value;
  const names = FILTERS.filter((name) => filters[name] !== undefined);
  if (names.length === 0) return null;
  const without = (name: FilterName) => {
    const { [name]: _, ...rest } = filters;
    go({ filters: rest });
  };
  return (
    <ul class="chips" aria-label={text('filters')}>
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            aria-label={text('removeFilter', { value: filters[name] ?? '' })}
            onClick={() => without(name)}
          >
            <small>{text(name)}</small>
            <span dir="auto">{filters[name]}</span>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
