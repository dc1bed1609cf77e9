import type { Level } from './recipe.ts';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A level of the recipe with the size that one picture takes in it. */
export interface SizedLevel extends Level {
  readonly size: Size;
}

/**
 * The largest size with the original's proportions whose longer side is at most `box`; never larger
 * than the original. Rounded to the nearest pixel, at least 1.
 */
export function fitInto(box: number, { width, height }: Size): Size {
  const longest = Math.max(width, height);
  if (longest <= box) return { width, height };
  const scaled = (side: number) => Math.max(1, Math.round((side * box) / longest));
  return { width: scaled(width), height: scaled(height) };
}

/**
 * The levels that a picture has. The largest always exists, in the original's own size where that is
 * smaller than its box; a smaller level exists where it makes the picture smaller. Every size comes
 * from the original, since sizes taken from the level before drift by a pixel.
 */
export function sizeLevels(pyramid: readonly Level[], original: Size): SizedLevel[] {
  const longest = Math.max(original.width, original.height);
  return pyramid
    .filter((level, index) => index === 0 || level.box < longest)
    .map((level) => ({ ...level, size: fitInto(level.box, original) }));
}
