import type { Picture } from '../../kind.ts';
import { type Pixels, release } from '../read/sharp.ts';
import { type Encoding, type Levels, pyramid } from '../recipe.ts';
import { type Placeholder, placeholder } from './placeholder.ts';
import { type DecodedLevel, encode, encodeStill, shrinkTo } from './pyramid.ts';
import { type Size, sizeLevels } from './sizes.ts';
import { square, squareSource } from './thumbnail.ts';

/** The renditions of a picture and its placeholder. */
export interface Pictures {
  readonly renditions: readonly Picture[];
  readonly placeholder: Placeholder;
}

/** The levels to make of a picture, and whether to make the square thumbnail. */
export interface Recipe {
  readonly levels: Levels;
  readonly square: boolean;
}

export const fullRecipe: Recipe = { levels: pyramid, square: true };

export interface RenderOptions {
  readonly recipe?: Recipe;
  /** The original size from which sizes are computed, if it differs from that of the pixels. */
  readonly original?: Size;
  readonly toBytes?: (level: DecodedLevel, encoding: Encoding) => Promise<Uint8Array>;
}

/**
 * Makes all renditions from decoded or rasterised pixels.
 *
 * A level is encoded before the next is made from it, and then freed, so that at most two are in
 * memory.
 *
 * @param base freed as well
 */
export async function picturesOf(
  base: Pixels,
  { recipe = fullRecipe, original = base, toBytes = encodeStill }: RenderOptions = {},
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
