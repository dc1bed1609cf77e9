import { computed, signal } from '@preact/signals';
import type { Frame } from '../grid/layout.ts';

const NAME = 'galeria-density';

/** Row heights in pixels, and columns on a phone, from many small tiles to few large ones. */
const ROW_HEIGHTS = [90, 130, 170, 215, 270, 340] as const;
const COLUMNS = [6, 5, 4, 3, 2, 1] as const;
const DEFAULT_STEP = 3;
export const STEPS = ROW_HEIGHTS.length;

/** Below this width tiles are squares in columns. Keep in step with tiles.css. */
export const PHONE_PX = 600;

const stored = Number(localStorage.getItem(NAME) ?? DEFAULT_STEP);

/** 0 is the most tiles, `STEPS - 1` the largest ones. */
export const density = signal(stored >= 0 && stored < STEPS ? stored : DEFAULT_STEP);

export function setDensity(step: number): void {
  density.value = Math.min(STEPS - 1, Math.max(0, step));
  localStorage.setItem(NAME, String(density.value));
}

/** The width of the grid in pixels. */
export const gridWidth = signal(0);

export const frame = computed((): Frame => {
  const width = gridWidth.value;
  const isPhone = innerWidth <= PHONE_PX;
  return {
    width,
    rowHeight: ROW_HEIGHTS[density.value] ?? ROW_HEIGHTS[DEFAULT_STEP],
    gap: isPhone ? 2 : 6,
    columns: isPhone ? COLUMNS[density.value] : undefined,
  };
});
