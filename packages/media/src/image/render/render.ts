import type { Picture } from '../../kind.ts';
import { type Pixels, release } from '../read/sharp.ts';
import { type Encoding, type Level, pyramid } from '../recipe.ts';
import { type Placeholder, placeholder } from './placeholder.ts';
import { type DecodedLevel, encode, encodeStill, shrinkTo } from './pyramid.ts';
import { type Size, sizeLevels } from './sizes.ts';
import { square, squareSource } from './thumbnail.ts';

/** What shows a picture: its renditions, and what stands in until they have arrived. */
export interface Pictures {
  readonly renditions: readonly Picture[];
  readonly placeholder: Placeholder;
}

/** What is made of a picture: the levels, and whether a square as well. */
export interface Recipe {
  readonly levels: readonly Level[];
  readonly square: boolean;
}

export const wholeRecipe: Recipe = { levels: pyramid, square: true };

export interface Making {
  readonly recipe?: Recipe;
  /** The size that all sizes come from, where the pixels are not the original's own number. */
  readonly original?: Size;
  readonly toBytes?: (level: DecodedLevel, encoding: Encoding) => Promise<Uint8Array>;
}

/**
 * Makes all renditions out of pixels that were decoded or drawn.
 *
 * A level is encoded before the next is made from it, and then released, so that no more than two are
 * held at a time.
 *
 * @param base is released as well.
 */
export async function picturesOf(
  base: Pixels,
  { recipe = wholeRecipe, original = base, toBytes = encodeStill }: Making = {},
): Promise<Pictures> {
  const levels = sizeLevels(recipe.levels, original);
  const squareLevel = recipe.square ? squareSource(levels) : undefined;
  const renditions: Picture[] = [];
  const cuts: Picture[] = [];
  let pixels = base;
  for (const level of levels) {
    const shrunk = await shrinkTo(level.size, pixels);
    if (shrunk !== pixels) release(pixels);
    pixels = shrunk;
    renditions.push(...(await encode({ ...level, pixels }, toBytes)));
    if (level === squareLevel) cuts.push(await square(pixels));
  }
  const pictures = { renditions: [...renditions, ...cuts], placeholder: await placeholder(pixels) };
  release(pixels);
  return pictures;
}
