import sharp from 'sharp';
import type { Picture } from '../../kind.ts';
import { openRaw, type Pixels } from '../read/sharp.ts';
import { thumbnail, thumbnailName } from '../recipe.ts';
import { encodeAs } from './encoders.ts';
import type { SizedLevel } from './sizes.ts';

/**
 * Returns the smallest level from which the square can be cropped without enlarging, or else the
 * largest.
 */
export const squareSource = (levels: readonly SizedLevel[]): SizedLevel | undefined =>
  levels.findLast(({ size }) => Math.min(size.width, size.height) >= thumbnail.side) ?? levels[0];

/**
 * Crops a square of the most salient part, by edges, saturation and skin tones. Never larger than the
 * picture's shorter side.
 *
 * @see https://sharp.pixelplumbing.com/api-resize/ `strategy.attention`
 */
export async function square(pixels: Pixels): Promise<Picture> {
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
