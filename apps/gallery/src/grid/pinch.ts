import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { density, setDensity } from '../store/density.ts';

/** The change of the fingers' distance that shows larger or smaller tiles. */
const STEP = 1.35;

/** Two fingers, or the wheel with Ctrl, change the size of the tiles. */
export function usePinch(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    let start = 0;
    const distance = ({ touches: [one, other] }: TouchEvent) =>
      one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0;
    const begin = (event: TouchEvent) => {
      start = distance(event);
    };
    const move = (event: TouchEvent) => {
      const now = distance(event);
      if (now === 0 || start === 0) return;
      event.preventDefault();
      const ratio = now / start;
      if (ratio > 1 / STEP && ratio < STEP) return;
      setDensity(density.peek() + (ratio > 1 ? 1 : -1));
      start = now;
    };
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      if (Math.abs(event.deltaY) > 2) setDensity(density.peek() - Math.sign(event.deltaY));
    };
    node.addEventListener('touchstart', begin, { passive: true });
    node.addEventListener('touchmove', move, { passive: false });
    node.addEventListener('wheel', wheel, { passive: false });
    return () => {
      node.removeEventListener('touchstart', begin);
      node.removeEventListener('touchmove', move);
      node.removeEventListener('wheel', wheel);
    };
  }, []);
}
