import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { toggle } from '../store/selection.ts';

/** How long a finger rests on a tile to select it, in milliseconds. */
const PRESS_MS = 450;
/** A finger that moves further than this scrolls, in pixels. */
const MOVE_PX = 10;

/** A long press of a finger selects a tile. */
export function useLongPress(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start = { x: 0, y: 0 };
    let isPressed = false;
    const stop = () => clearTimeout(timer);
    const down = (event: PointerEvent) => {
      stop();
      isPressed = false;
      const id = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset.id;
      if (event.pointerType !== 'touch' || id === undefined) return;
      start = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        isPressed = true;
        toggle(id);
      }, PRESS_MS);
    };
    const move = ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - start.x, clientY - start.y) > MOVE_PX) stop();
    };
    // The click and the menu that follow a long press are not meant for the link.
    const swallow = (event: Event) => {
      if (!isPressed) return;
      event.preventDefault();
      event.stopPropagation();
    };
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', stop);
    node.addEventListener('pointercancel', stop);
    node.addEventListener('click', swallow, { capture: true });
    node.addEventListener('contextmenu', swallow);
    return () => {
      stop();
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', stop);
      node.removeEventListener('pointercancel', stop);
      node.removeEventListener('click', swallow, { capture: true });
      node.removeEventListener('contextmenu', swallow);
    };
  }, []);
}
