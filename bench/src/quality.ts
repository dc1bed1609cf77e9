import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

/**
 * Returns the peak signal-to-noise ratio in dB of a rendition, compared with the fully decoded and
 * resized original.
 */
export async function psnr(original: string, rendition: string): Promise<number> {
  const body = await readFile(rendition);
  const made = await sharp(body).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = made.info;
  // Without `fastShrinkOnLoad`, so that the decoder does not shrink.
  const expected = await sharp(original)
    .rotate()
    .resize(width, height, { fit: 'fill', fastShrinkOnLoad: false })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  let squares = 0;
  for (const [at, sample] of expected.entries()) squares += (sample - made.data.readUInt8(at)) ** 2;
  return 10 * Math.log10(255 ** 2 / (squares / expected.length));
}
