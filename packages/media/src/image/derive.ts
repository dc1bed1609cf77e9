import type { Derive } from '../kind.ts';
import { readHeader } from './header.ts';
import { describe } from './metadata.ts';
import { decode, encode, shrink } from './pyramid.ts';
import { pyramid } from './recipe.ts';
import { sizeLevels } from './sizes.ts';
import { thumbhash } from './thumbhash.ts';

/** Validates a picture by decoding it, and makes its renditions and its description. */
export const derive: Derive = async ({ path }) => {
  const header = await readHeader(path);
  const sizes = sizeLevels(pyramid, header.size);
  const base = await decode(path, sizes[0]!.size);
  const levels = await shrink(base, sizes);
  const renditions = await encode(levels);
  const placeholder = await thumbhash(levels.at(-1)!.pixels);
  return {
    mimeType: header.mimeType,
    metadata: describe(header, placeholder),
    renditions,
  };
};
