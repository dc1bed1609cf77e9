import type { Derivation, Derive, Picture } from '../kind.ts';
import { note } from '../notes.ts';
import { hdrOf } from './colour/hdr.ts';
import { formats } from './formats.ts';
import { describe, describeUnread } from './metadata/describe.ts';
import { round } from './metadata/exif/values.ts';
import { decode } from './read/decode.ts';
import { type Header, identify, readHeader } from './read/header.ts';
import { type Animation, animationOf, encodeMoving, withoutAvif } from './render/animation.ts';
import { fullRecipe, picturesOf, type Recipe } from './render/render.ts';
import { sizeLevels } from './render/sizes.ts';
import { vectorSize } from './render/vector-size.ts';
import type { ImageMetadata } from './schema.ts';

/**
 * Validates a picture by decoding it, and derives its renditions and metadata, in this process
 * (`isolated.ts` runs it in a child).
 */
export const deriveBy =
  (recipe: Recipe): Derive<Picture, ImageMetadata> =>
  async ({ path }) => {
    const sniffed = await identify(path);
    if (formats[sniffed] === 'none') return keep(path, sniffed);
    const header = await readHeader(path, sniffed);
    const animation = animationOf(header);
    const moves = animation === 'moving';
    const levels = moves ? withoutAvif(recipe.levels) : recipe.levels;
    const original = shownSize(header);
    const [largest] = sizeLevels(levels, original);
    const { pixels, missing } = await decode(path, header, largest.size);
    const { renditions, placeholder } = await picturesOf(pixels, {
      recipe: { ...recipe, levels },
      original,
      ...(moves && { toBytes: encodeMoving(header.input) }),
    });
    return {
      mimeType: header.mimeType,
      metadata: {
        ...(await describe(path, header, placeholder)),
        ...(missing !== undefined && { missing: round(missing, 3) }),
      },
      renditions,
      ...noteOf(header, animation, missing),
    };
  };

/** Returns the note about the preview. If there are several, the most visible one. */
function noteOf(
  { container, isDamaged }: Header,
  animation: Animation,
  missing: number | undefined,
): Pick<Derivation, 'note'> {
  if (isDamaged || missing !== undefined) return { note: note('damaged') };
  if (animation === 'stilled') return { note: note('animation-still') };
  const hdr = hdrOf(container);
  return hdr === undefined || hdr === 'gain-map' ? {} : { note: note('hdr-flattened') };
}

export const derive = deriveBy(fullRecipe);

const shownSize = ({ decoder, size }: Header) => (decoder === 'librsvg' ? vectorSize(size) : size);

/** Keeps a file of a recognised format without a decoder, with its metadata. */
const keep = async (
  path: string,
  mimeType: string,
): Promise<Derivation<Picture, ImageMetadata>> => ({
  mimeType,
  metadata: await describeUnread(path, mimeType),
  renditions: [],
  note: note('preview-unsupported'),
});
