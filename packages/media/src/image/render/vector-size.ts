import { pyramid } from '../recipe.ts';
import { type Size, sizeLevels } from './sizes.ts';

/** Returns the size at which a vector drawing fills the largest box, not rounded. */
export function vectorSize({ width, height }: Size): Size {
  const scale = pyramid[0].box / Math.max(width, height);
  return { width: width * scale, height: height * scale };
}

/** Returns the size in whole pixels, that of the largest rendition. */
export const vectorPixels = (own: Size): Size => sizeLevels(pyramid, vectorSize(own))[0].size;
