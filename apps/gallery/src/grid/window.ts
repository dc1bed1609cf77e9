import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Source } from '../sources/source.ts';
import { type Anchor, saveAnchor, savedAnchor } from '../store/route.ts';
import { anchorAt, findAnchor } from './anchor.ts';
import { estimate, type Frame } from './layout.ts';
import { type Plan, sectionsBetween } from './plan.ts';

/** The part of the grid that is in the document, in pixels from the grid's top. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What is rendered above and below the window, as a share of its height. */
const MARGIN = 0.4;
const SAVE_MS = 200;

/** Follows the scrolling of the window, keeps its place when sections above change, and loads. */
export function useWindow(
  element: RefObject<HTMLElement | null>,
  plan: Plan,
  frame: Frame,
  source: Source,
): { window: Window; scrollTo: (y: number) => void } {
  const [shown, setShown] = useState<Window>({ from: 0, to: innerHeight * 1.5 });
  const anchor = useRef<Anchor | undefined>(undefined);
  /** Whether the place of an earlier visit is still being restored. */
  const isRestoring = useRef(false);
  const latest = useRef({ plan, frame, source });
  latest.current = { plan, frame, source };

  const offsetOf = () => {
    const top = element.current?.getBoundingClientRect().top ?? 0;
    return { y: stickyTop() - top, gridTop: top + scrollY };
  };

  function update(): void {
    const { y } = offsetOf();
    const [from, to] = [y - stickyTop(), y - stickyTop() + innerHeight];
    const margin = innerHeight * MARGIN;
    setShown((before) =>
      from - before.from > margin / 2 &&
      before.to - to > margin / 2 &&
      before.to - before.from < innerHeight * (1 + 3 * MARGIN)
        ? before
        : { from: from - margin, to: to + margin },
    );
    load(from, to);
  }

  function load(from: number, to: number): void {
    const now = latest.current;
    const places = sectionsBetween(now.plan, from, to);
    const [first, last] = [places[0], places.at(-1)];
    if (!first || !last) return;
    // As many items of the last section as reach below the window.
    const seen = to + innerHeight - last.top;
    const whole = estimate(1_000, now.frame) / 1_000;
    now.source.need(first.index, last.index, Math.ceil(seen / whole));
  }

  function scroll(y: number): void {
    const { gridTop } = offsetOf();
    scrollTo({ top: Math.max(0, gridTop + y - stickyTop()), behavior: 'instant' });
    update();
  }

  useLayoutEffect(() => {
    anchor.current = savedAnchor();
    isRestoring.current = anchor.current !== undefined;
    if (!anchor.current) scrollTo({ top: 0, behavior: 'instant' });
    // A listing without days is loaded from its beginning.
    if (anchor.current && !source.hasDays) void source.reach(0, anchor.current.index + 1);
  }, [source]);

  // Keeps what is at the top of the window in its place.
  useLayoutEffect(() => {
    const held = anchor.current;
    if (held && plan.placed.length > 0) {
      const found = findAnchor(plan, held, frame);
      if (found && Math.abs(found.y - offsetOf().y) > 1) scroll(found.y);
      if (found?.isFound) isRestoring.current = false;
    }
    update();
  }, [plan]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isFrameAsked = false;
    const hold = () => {
      const { y } = offsetOf();
      if (isRestoring.current) return;
      anchor.current = scrollY < 4 ? undefined : anchorAt(latest.current.plan, y);
      clearTimeout(timer);
      timer = setTimeout(() => saveAnchor(anchor.current), SAVE_MS);
    };
    const onScroll = () => {
      if (isFrameAsked) return;
      isFrameAsked = true;
      requestAnimationFrame(() => {
        isFrameAsked = false;
        hold();
        update();
      });
    };
    const byHand = () => {
      isRestoring.current = false;
    };
    addEventListener('scroll', onScroll, { passive: true });
    addEventListener('resize', onScroll);
    for (const name of ['wheel', 'touchmove', 'keydown'] as const) {
      addEventListener(name, byHand, { passive: true });
    }
    return () => {
      clearTimeout(timer);
      removeEventListener('scroll', onScroll);
      removeEventListener('resize', onScroll);
      for (const name of ['wheel', 'touchmove', 'keydown'] as const) {
        removeEventListener(name, byHand);
      }
    };
  }, []);

  return { window: shown, scrollTo: scroll };
}

/** The height of the header, below which the headings of days stick. */
export const stickyTop = (): number => document.querySelector('.top')?.clientHeight ?? 0;
