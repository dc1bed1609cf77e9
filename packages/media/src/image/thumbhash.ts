import { rgbaToThumbHash } from 'thumbhash';
import { openRaw, type Pixels } from './decoder.ts';
import { fitInto } from './sizes.ts';

/** The largest side that the algorithm takes, in pixels. */
const MAX_SIDE = 100;

/**
 * A placeholder of about 25 bytes that a page can draw before any rendition has arrived, in base64.
 *
 * @see https://evanw.github.io/thumbhash/
 */
export async function thumbhash(pixels: Pixels): Promise<string> {
  const { width, height } = fitInto(MAX_SIDE, pixels);
  const rgba = await openRaw(pixels)
    .resize(width, height, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return Buffer.from(rgbaToThumbHash(width, height, rgba)).toString('base64');
}
