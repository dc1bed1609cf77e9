import { useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { text } from '../i18n.ts';
import type { Source } from '../sources/source.ts';
import { frame, gridWidth } from '../store/density.ts';
import { currentId, focusRequest, revealRequest } from '../store/focus.ts';
import { shapes } from '../store/items.ts';
import { open } from '../store/route.ts';
import { isSelecting, selectTo, toggle } from '../store/selection.ts';
import { px } from '../ui/px.ts';
import { DayHead } from './day-head.tsx';
import { moveFocus } from './keyboard.ts';
import { useLongPress } from './long-press.ts';
import { usePinch } from './pinch.ts';
import { type Placed, type Plan, planOf, rowsBetween, sectionsBetween } from './plan.ts';
import { Scrubber } from './scrubber.tsx';
import { Tile } from './tile.tsx';
import { useWindow } from './window.ts';

/** The height of a day's heading in pixels. Keep in step with tiles.css. */
const HEAD_PX = 52;

/** The tiles of a listing. Only those near the window are in the document. */
export function Grid({ source }: { source: Source }) {
  const element = useRef<HTMLDivElement>(null);
  const sections = source.sections.value;
  const space = frame.value;
  const headHeight = source.hasDays ? HEAD_PX : 0;
  const shapesNow = shapes.value;
  const plan = useMemo(
    () => planOf(sections, space, shapesNow, headHeight),
    [sections, space, shapesNow, headHeight],
  );
  const { window: shown, scrollTo } = useWindow(element, plan, space, source);

  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const measure = () => {
      gridWidth.value = node.clientWidth;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  usePinch(element);
  useLongPress(element);

  useSignalEffect(() => {
    const id = revealRequest.value;
    if (id === undefined) return;
    reveal(plan, id, scrollTo);
    revealRequest.value = undefined;
  });
  useLayoutEffect(() => {
    const id = focusRequest.peek();
    if (id === undefined) return;
    const link = linkTo(element.current, id);
    if (!link) return;
    focusRequest.value = undefined;
    link.focus({ preventScroll: true });
  });
  // Rendered again for a request.
  focusRequest.value;

  const places = sectionsBetween(plan, shown.from, shown.to);
  const rows = places.map((place) => ({
    place,
    rows: rowsBetween(place, headHeight, shown.from, shown.to),
  }));
  const rendered = rows.flatMap(({ place, rows: some }) =>
    some.flatMap(({ boxes }) => boxes.map(({ index }) => place.section.ids[index])),
  );
  const wanted = currentId.value;
  const current = wanted !== undefined && rendered.includes(wanted) ? wanted : rendered[0];

  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const id = target.closest<HTMLElement>('[data-id]')?.dataset.id;
    if (id === undefined) return;
    const isPick = target.closest('.pick') !== null;
    const isLink = target.closest('a') !== null;
    if (!isPick && (!isLink || event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (isSelecting.peek() && event.shiftKey) void selectTo(id);
    else if (isPick || isSelecting.peek()) toggle(id);
    else open(id);
  };
  const onKeyDown = (event: KeyboardEvent) => moveFocus(event, plan);
  const onFocus = (event: FocusEvent) => {
    const id = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset.id;
    if (id !== undefined) currentId.value = id;
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links and buttons inside are operable; one listener serves all of them */}
      <div
        class="days"
        ref={element}
        style={{ height: px(plan.height) }}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocusIn={onFocus}
      >
        {rows.map(({ place, rows: some }) => (
          <section
            class="day"
            key={place.section.key}
            style={{ top: px(place.top), height: px(place.height) }}
            aria-label={source.hasDays ? undefined : text('items')}
          >
            {source.hasDays && <DayHead section={place.section} />}
            <ul class="tiles" style={{ height: px(place.height - headHeight) }}>
              {some.flatMap((row) =>
                row.boxes.map(({ index, left, width }) => {
                  const id = place.section.ids[index];
                  if (id === undefined) return null;
                  return (
                    <Tile
                      key={id}
                      id={id}
                      style={{
                        top: px(row.top),
                        left: px(left),
                        width: px(width),
                        height: px(row.height),
                      }}
                      width={width}
                      isSquare={space.columns !== undefined}
                      isCurrent={id === current}
                    />
                  );
                }),
              )}
              <Skeleton place={place} gap={space.gap} />
            </ul>
          </section>
        ))}
      </div>
      {source.hasDays && <Scrubber plan={plan} scrollTo={scrollTo} />}
    </>
  );
}

/** Grey rows in place of items that are not loaded. */
function Skeleton({ place, gap }: { place: Placed; gap: number }) {
  const { section, rows } = place;
  if (section.ids.length >= section.count) return null;
  const last = rows.at(-1);
  const top = last ? last.top + last.height + gap : 0;
  return <li class="skeleton" aria-hidden="true" style={{ top: px(top) }} />;
}

const linkTo = (element: Element | null, id: string): HTMLElement | null | undefined =>
  element?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] > a`);

/** Scrolls an item into view unless it is there. */
function reveal(plan: Plan, id: string, scrollTo: (y: number) => void): void {
  for (const { section, top, rows } of plan.placed) {
    const at = section.ids.indexOf(id);
    if (at === -1) continue;
    const row = rows.find(({ boxes }) => boxes.some(({ index }) => index === at));
    const y = top + plan.headHeight + (row?.top ?? 0);
    const days = document.querySelector('.days')?.getBoundingClientRect().top ?? 0;
    const onScreen = days + y;
    const height = row?.height ?? 0;
    const isSeen = onScreen > 100 && onScreen + height < innerHeight - 20;
    if (!isSeen) scrollTo(Math.max(0, y - (innerHeight - height) / 3));
    return;
  }
}
