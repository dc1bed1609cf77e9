import sharp from 'sharp';
import type { Picture } from '../kind.ts';
import { openRaw } from './decoder.ts';
import { encodeAs } from './encoders.ts';
import type { DecodedLevel } from './pyramid.ts';
import { thumbnail, thumbnailName } from './recipe.ts';

/**
 * A square of the part that draws the eye: by edges, saturation and skin tones.
 *
 * It is cut from the smallest level that is large enough; never larger than the picture's shorter side.
 *
 * @see https://sharp.pixelplumbing.com/api-resize/ `strategy.attention`
 */
export async function square(levels: readonly DecodedLevel[]): Promise<Picture> {
  const enough = ({ size }: DecodedLevel) => Math.min(size.width, size.height) >= thumbnail.side;
  const { pixels } = levels.findLast(enough) ?? levels[0]!;
  const side = Math.min(thumbnail.side, pixels.width, pixels.height);
  const cut = openRaw(pixels).resize(side, side, {
    fit: 'cover',
    position: sharp.strategy.attention,
  });
  return {
    name: thumbnailName(),
    mimeType: thumbnail.encoding.mimeType,
    width: side,
    height: side,
    body: await encodeAs.webp(cut, thumbnail.encoding).toBuffer(),
  };
}
