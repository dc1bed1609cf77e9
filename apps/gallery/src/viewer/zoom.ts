import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** The largest magnification. */
const MOST = 8;
/** What a double click shows. */
const DOUBLE = 2.5;

export interface Zoom {
  readonly scale: ReadonlySignal<number>;
  readonly isZoomed: ReadonlySignal<boolean>;
  by(factor: number, x?: number, y?: number): void;
  reset(): void;
}

/** Zooms the picture of a stage by wheel, double click, pinch and keys, and pans it by dragging. */
export function useZoom(stage: RefObject<HTMLElement | null>, id: string): Zoom {
  const scale = useSignal(1);
  const pan = useSignal({ x: 0, y: 0 });
  const isZoomed = useComputed(() => scale.value > 1.01);

  function show(): void {
    const target = stage.current?.querySelector<HTMLElement>(':scope > .picture');
    if (!target) return;
    const { x, y } = pan.peek();
    target.style.transform =
      scale.peek() === 1 ? '' : `translate(${x}px, ${y}px) scale(${scale.peek()})`;
  }

  /** @param x and y the point that stays in its place, in pixels from the middle of the stage */
  function by(factor: number, x = 0, y = 0): void {
    const before = scale.peek();
    const after = Math.min(MOST, Math.max(1, before * factor));
    const ratio = after / before;
    const { x: px, y: py } = pan.peek();
    pan.value = after === 1 ? { x: 0, y: 0 } : { x: x - (x - px) * ratio, y: y - (y - py) * ratio };
    scale.value = after;
    show();
  }

  function reset(): void {
    scale.value = 1;
    pan.value = { x: 0, y: 0 };
    show();
  }

  useEffect(reset, [id]);
  useEffect(() => {
    const node = stage.current;
    if (!node) return;
    const pointers = new Map<number, PointerEvent>();
    const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
      const box = node.getBoundingClientRect();
      return [clientX - box.left - box.width / 2, clientY - box.top - box.height / 2] as const;
    };
    const isPicture = (event: Event) =>
      node.querySelector(':scope > .picture')?.contains(event.target as Node) ?? false;
    const wheel = (event: WheelEvent) => {
      if (!isPicture(event)) return;
      event.preventDefault();
      by(Math.exp(-event.deltaY / 300), ...fromMiddle(event));
    };
    const double = (event: MouseEvent) => {
      if (!isPicture(event)) return;
      if (isZoomed.peek()) reset();
      else by(DOUBLE, ...fromMiddle(event));
    };
    const down = (event: PointerEvent) => {
      if (isPicture(event)) pointers.set(event.pointerId, event);
    };
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
      pointers.set(event.pointerId, event);
      if (other) {
        const distance = (one: PointerEvent) =>
          Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
        by(distance(event) / Math.max(1, distance(before)), ...fromMiddle(other));
      } else if (isZoomed.peek()) {
        const { x, y } = pan.peek();
        pan.value = {
          x: x + event.clientX - before.clientX,
          y: y + event.clientY - before.clientY,
        };
        show();
      }
    };
    const up = (event: PointerEvent) => void pointers.delete(event.pointerId);
    node.addEventListener('wheel', wheel, { passive: false });
    node.addEventListener('dblclick', double);
    node.addEventListener('pointerdown', down);
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', up);
    return () => {
      node.removeEventListener('wheel', wheel);
      node.removeEventListener('dblclick', double);
      node.removeEventListener('pointerdown', down);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', up);
    };
  }, []);
  return { scale, isZoomed, by, reset };
}
