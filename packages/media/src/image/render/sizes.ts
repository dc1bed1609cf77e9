import type { KernelEnum, Sharp } from 'sharp';
import type { Level } from '../recipe.ts';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A level of the recipe with the size that one picture takes in it. */
export interface SizedLevel extends Level {
  readonly size: Size;
}

/** A picture longer than this many times its shorter side would be a thread in a square box. */
const MAX_BOXED_RATIO = 3;

/** How far it may reach beyond the box. WebP ends at 16,383 pixels a side (RFC 9649, section 2.6). */
const MAX_STRETCH = 6;

/**
 * The largest size with the original's proportions whose longer side is at most `box`; never larger
 * than the original. Rounded to the nearest pixel, at least 1.
 *
 * A long screenshot or panorama may be longer than the box: it gets the
 * area that a picture of 3 to 1 has in that box, so that it can still be read.
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
 * The levels that a picture has. The largest always exists, in the original's own size where that is
 * smaller than its box; a smaller level exists where it makes the picture smaller. Every size comes
 * from the original, since sizes taken from the level before drift by a pixel.
 */
export function sizeLevels(pyramid: readonly Level[], original: Size): SizedLevel[] {
  return pyramid
    .map((level) => ({ ...level, size: fitInto(level.box, original) }))
    .filter(({ size }, index) => index === 0 || size.width * size.height < area(original));
}

const area = ({ width, height }: Size): number => width * height;

/** `fill`: the size is exact already, so nothing may be rounded a second time. */
export const resize = (
  pipeline: Sharp,
  { width, height }: Size,
  kernel: keyof KernelEnum = 'lanczos3',
): Sharp => pipeline.resize(width, height, { fit: 'fill', kernel });
