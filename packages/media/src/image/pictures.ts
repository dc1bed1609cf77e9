import type { Picture } from '../kind.ts';
import type { Pixels } from './decoder.ts';
import { type Placeholder, placeholder } from './placeholder.ts';
import { encode, shrink } from './pyramid.ts';
import { pyramid } from './recipe.ts';
import { sizeLevels } from './sizes.ts';
import { square } from './thumbnail.ts';

/** What shows a thing that is no picture itself. */
export interface Pictures {
  readonly renditions: readonly Picture[];
  readonly placeholder: Placeholder;
}

/** Makes the renditions of a picture out of pixels that somebody drew: the same as of a photo. */
export async function picturesOf(drawn: Pixels): Promise<Pictures> {
  const levels = await shrink(drawn, sizeLevels(pyramid, drawn));
  const renditions = await encode(levels);
  return {
    renditions: [...renditions, await square(levels)],
    placeholder: await placeholder(levels.at(-1)!.pixels),
  };
}
