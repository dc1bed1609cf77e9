import { pyramid } from '../recipe.ts';
import { type Size, sizeLevels } from './sizes.ts';

/** A drawing has no pixels of its own, so it is drawn to fill the largest box. Not rounded yet. */
export function drawnSize({ width, height }: Size): Size {
  const scale = pyramid[0]!.box / Math.max(width, height);
  return { width: width * scale, height: height * scale };
}

/** The same in whole pixels: the size of the largest rendition. */
export const sizeToDraw = (own: Size): Size => sizeLevels(pyramid, drawnSize(own))[0]!.size;
