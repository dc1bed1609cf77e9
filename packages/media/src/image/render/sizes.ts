import type { KernelEnum, Sharp } from 'sharp';
import type { Level, Levels } from '../recipe.ts';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A level of the recipe with a picture's size in it. */
export interface SizedLevel extends Level {
  readonly size: Size;
}

/** The aspect ratio above which a picture would be too narrow in a square box. */
const MAX_BOXED_RATIO = 3;

/**
 * The factor by which such a picture may exceed the box. Times the largest box of the recipe, it must stay
 * below 16,383: WebP's limit of pixels per side (RFC 9649, section 2.6).
 */
const MAX_STRETCH = 6;

/**
 * Returns the largest size with the original's proportions whose longer side is at most `box`. Never
 * larger than the original; rounded to the nearest pixel, at least 1.
 *
 * A long screenshot or panorama may exceed the box: it gets the area of a 3:1 picture in that box, so
 * that it stays legible.
 */
export function fitInto(box: number, { width, height }: Size): Size {
  const [shortest, longest] = width < height ? [width, height] : [height, width];
  const stretch = Math.sqrt(longest / shortest / MAX_BOXED_RATIO);
  const allowed = Math.round(box * Math.min(Math.max(1, stretch), MAX_STRETCH));
  const scale = Math.min(1, allowed / longest);
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

/**
 * Returns the levels of a picture with their sizes. The largest always exists, in the original's size
 * if that is smaller than its box. A smaller level exists if it is smaller than the original. Sizes are
 * computed from the original, as rounding errors of previous levels would add up.
 */
export function sizeLevels(
  [largest, ...smaller]: Levels,
  original: Size,
): [SizedLevel, ...SizedLevel[]] {
  const sized = (level: Level) => ({ ...level, size: fitInto(level.box, original) });
  const isSmaller = ({ size }: SizedLevel) => area(size) < area(original);
  return [sized(largest), ...smaller.map(sized).filter(isSmaller)];
}

const area = ({ width, height }: Size): number => width * height;

/** Resizes with `fill`, as the size is exact and must not be rounded again. */
export const resize = (
  pipeline: Sharp,
  { width, height }: Size,
  kernel: keyof KernelEnum = 'lanczos3',
): Sharp => pipeline.resize(width, height, { fit: 'fill', kernel });
