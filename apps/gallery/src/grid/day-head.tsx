import { format, text } from '../i18n.ts';
import type { Section } from '../sources/source.ts';
import { selected, toggleSection } from '../store/selection.ts';

/** The heading of a day, which stays at the top while its items pass. */
export function DayHead({ section }: { section: Section }) {
  const { key, ids, count } = section;
  const picked = selected.value;
  const isAll = count > 0 && ids.length === count && ids.every((id) => picked.has(id));
  const day = format.day(key);
  return (
    <div class="day-head">
      <h2>{day}</h2>
      <span class="count">{format.number(count)}</span>
      <button
        type="button"
        class="pick-day"
        aria-pressed={isAll}
        aria-label={text('selectDay', { day })}
        onClick={() => void toggleSection(key)}
      >
        {text('selectAll')}
      </button>
    </div>
  );
}
