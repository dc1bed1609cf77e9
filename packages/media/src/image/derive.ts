import type { Derivation, Derive, Picture } from '../kind.ts';
import { note } from '../notes.ts';
import { animationOf, encodeMoving, withoutAvif } from './animation.ts';
import { drawnSize } from './drawn-size.ts';
import { formats } from './formats.ts';
import { type Header, identify, readHeader } from './header.ts';
import { describe, describeUnread } from './metadata.ts';
import { decode } from './pixels.ts';
import { placeholder } from './placeholder.ts';
import { encode, encodeStill, shrink } from './pyramid.ts';
import { type Level, pyramid } from './recipe.ts';
import { sizeLevels } from './sizes.ts';
import { square } from './thumbnail.ts';

/** What is made of a picture: the levels, and whether a square as well. */
export interface Recipe {
  readonly levels: readonly Level[];
  readonly square: boolean;
}

/**
 * Validates a picture by decoding it, and makes its renditions and its description, in this process:
 * `index.ts` runs it in a child.
 */
export const deriveBy =
  (recipe: Recipe): Derive<Picture> =>
  async ({ path }) => {
    const sniffed = await identify(path);
    if (formats[sniffed] === 'none') return keep(path, sniffed);
    const header = await readHeader(path, sniffed);
    const animation = animationOf(header);
    const moves = animation === 'moving';
    const sizes = sizeLevels(moves ? withoutAvif(recipe.levels) : recipe.levels, shownSize(header));
    const base = await decode(path, header, sizes[0]!.size);
    const levels = await shrink(base, sizes);
    const renditions = await encode(levels, moves ? encodeMoving(path) : encodeStill);
    if (recipe.square) renditions.push(await square(levels));
    return {
      mimeType: header.mimeType,
      metadata: await describe(path, header, await placeholder(levels.at(-1)!.pixels)),
      renditions,
      ...(animation === 'stilled' && { note: note('animation-still') }),
    };
  };

export const derive = deriveBy({ levels: pyramid, square: true });

const shownSize = ({ decoder, size }: Header) => (decoder === 'librsvg' ? drawnSize(size) : size);

/** What is recognised but cannot be decoded is kept, with what it says of itself. */
const keep = async (path: string, mimeType: string): Promise<Derivation<Picture>> => ({
  mimeType,
  metadata: await describeUnread(path, mimeType),
  renditions: [],
  note: note('preview-unsupported'),
});
