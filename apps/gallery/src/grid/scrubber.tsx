import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { format, text } from '../i18n.ts';
import { type Plan, sectionAt } from './plan.ts';
import { stickyTop } from './window.ts';

interface Month {
  readonly month: string;
  readonly top: number;
}

/** Pixels between two labels. */
const LABEL_PX = 34;

/** The strip at the edge of the timeline: shows the years, and scrolls to any month. */
export function Scrubber({ plan, scrollTo }: { plan: Plan; scrollTo: (y: number) => void }) {
  const track = useRef<HTMLDivElement>(null);
  const isDragging = useSignal(false);
  const position = useSignal(0);
  const months = useMemo(() => monthsOf(plan), [plan]);

  useEffect(() => {
    const follow = () => {
      const days = document.querySelector('.days');
      const y = stickyTop() - (days?.getBoundingClientRect().top ?? 0);
      const range = Math.max(1, plan.height - innerHeight + stickyTop());
      position.value = Math.min(1, Math.max(0, y / range));
    };
    follow();
    addEventListener('scroll', follow, { passive: true });
    return () => removeEventListener('scroll', follow);
  }, [plan]);

  const newest = months[0];
  if (!newest || months.length < 2) return null;
  const range = Math.max(1, plan.height - innerHeight + stickyTop());
  const shown = monthAt(plan, position.value * range) ?? newest.month;
  const at = months.findIndex(({ month }) => month === shown);

  const drag = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return;
    const share = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
    position.value = share;
    scrollTo(share * range);
  };
  const jump = (to: Month | undefined, event: KeyboardEvent) => {
    if (!to) return;
    event.preventDefault();
    scrollTo(to.top);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') jump(months[at + 1], event);
    if (event.key === 'ArrowUp') jump(months[at - 1], event);
    if (event.key === 'PageDown') jump(months[at + 12] ?? months.at(-1), event);
    if (event.key === 'PageUp') jump(months[at - 12] ?? newest, event);
    if (event.key === 'Home') jump(newest, event);
    if (event.key === 'End') jump(months.at(-1), event);
  };

  return (
    <div
      class="scrubber"
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label={text('jumpToMonth')}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={months.length - 1}
      aria-valuenow={Math.max(0, at)}
      aria-valuetext={format.month(shown)}
      data-dragging={isDragging.value || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragging.value = true;
        drag(event);
      }}
      onPointerMove={(event) => {
        if (isDragging.peek()) drag(event);
      }}
      onPointerUp={() => {
        isDragging.value = false;
      }}
      onPointerCancel={() => {
        isDragging.value = false;
      }}
    >
      {labelsOf(months, range).map(({ label, share }) => (
        <span key={label} class="year" style={{ top: `${share * 100}%` }}>
          {label}
        </span>
      ))}
      <span class="thumb" style={{ top: `${position.value * 100}%` }}>
        <b>{format.month(shown)}</b>
      </span>
    </div>
  );
}

function monthsOf({ placed }: Plan): Month[] {
  const months: Month[] = [];
  for (const { section, top } of placed) {
    const month = section.key.slice(0, 7);
    if (months.at(-1)?.month !== month) months.push({ month, top });
  }
  return months;
}

const monthAt = (plan: Plan, y: number): string | undefined =>
  sectionAt(plan, y + 1)?.section.key.slice(0, 7);

/** The years as far as there is room for them. */
function labelsOf(months: readonly Month[], range: number) {
  const least = LABEL_PX / Math.max(1, innerHeight - stickyTop());
  const labels: { label: string; share: number }[] = [];
  for (const { month, top } of months) {
    const label = month.slice(0, 4);
    const share = Math.min(1, top / range);
    const last = labels.at(-1);
    if (last?.label === label || (last && share - last.share < least)) continue;
    labels.push({ label, share });
  }
  return labels;
}
