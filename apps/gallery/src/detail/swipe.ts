/** In pixels: less is a tap, and more upwards than sideways is scrolling. */
const LEAST = 50;

/** Tells of a finger that goes sideways: left is on to the next. */
export function onSwipe(element: HTMLElement, step: (by: -1 | 1) => void): void {
  let start: Touch | undefined;
  element.addEventListener(
    'touchstart',
    ({ touches }) => {
      // Two fingers zoom.
      start = touches.length === 1 ? touches[0] : undefined;
    },
    { passive: true },
  );
  element.addEventListener('touchend', ({ changedTouches }) => {
    const end = changedTouches[0];
    if (!start || !end) return;
    const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY];
    if (Math.abs(x) > LEAST && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
    start = undefined;
  });
}
