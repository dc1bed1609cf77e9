import type { Zoom } from './zoom.ts';

/** Minimum horizontal distance of a swipe, in pixels. Mostly vertical movements are scrolling. */
const MIN_DISTANCE_PX = 50;

/**
 * Detects horizontal swipes: to the left for the next item, to the right for the previous one. A
 * picture that is zoomed in is moved instead. Returns a function that stops.
 */
export function onSwipe(
  element: HTMLElement,
  { isZoomed }: Pick<Zoom, 'isZoomed'>,
  step: (by: -1 | 1) => void,
): () => void {
  let start: Touch | undefined;
  const begin = ({ touches, target }: TouchEvent) => {
    // Ignore pinch gestures and the position of a song.
    const isOther = target instanceof Element && target.closest('.wave') !== null;
    start = touches.length === 1 && !isOther && !isZoomed.peek() ? touches[0] : undefined;
  };
  const finish = ({ changedTouches }: TouchEvent) => {
    const end = changedTouches[0];
    if (!start || !end) return;
    const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY];
    if (Math.abs(x) > MIN_DISTANCE_PX && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
    start = undefined;
  };
  element.addEventListener('touchstart', begin, { passive: true });
  element.addEventListener('touchend', finish);
  return () => {
    element.removeEventListener('touchstart', begin);
    element.removeEventListener('touchend', finish);
  };
}
