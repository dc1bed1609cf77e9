/** Minimum horizontal distance of a swipe, in pixels. Mostly vertical movements are scrolling. */
const MIN_DISTANCE_PX = 50;

/** Detects horizontal swipes: to the left for the next item, to the right for the previous one. */
export function onSwipe(element: HTMLElement, step: (by: -1 | 1) => void): void {
  let start: Touch | undefined;
  element.addEventListener(
    'touchstart',
    ({ touches }) => {
      // Ignore pinch gestures.
      start = touches.length === 1 ? touches[0] : undefined;
    },
    { passive: true },
  );
  element.addEventListener('touchend', ({ changedTouches }) => {
    const end = changedTouches[0];
    if (!start || !end) return;
    const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY];
    if (Math.abs(x) > MIN_DISTANCE_PX && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
    start = undefined;
  });
}
