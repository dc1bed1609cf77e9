import { rgbaToThumbHash } from 'thumbhash';
import { openRaw, type Pixels } from '../read/sharp.ts';
import { resize } from './sizes.ts';

/**
 * The longer side in pixels. Thumbhash's maximum of 100 would take eight times as long for the same
 * hash.
 */
const SWATCH_SIDE = 48;

/** The values that a page can draw before a rendition has loaded. */
export type Placeholder = {
  /** About 25 bytes, in base64: https://evanw.github.io/thumbhash/ */
  readonly thumbhash: string;
  /** `#rrggbb`: the most frequent colour, with transparent pixels flattened on white. */
  readonly dominantColour: string;
};

/** @param pixels of the smallest level, which is sufficient */
export async function placeholder(pixels: Pixels): Promise<Placeholder> {
  const scale = Math.min(1, SWATCH_SIDE / Math.max(pixels.width, pixels.height));
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const rgba = await resize(openRaw(pixels), { width, height }).ensureAlpha().raw().toBuffer();
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(width, height, rgba)).toString('base64'),
    dominantColour: dominantColour(rgba),
  };
}

/** Number of histogram bins per channel, so that similar colours are counted together. */
const STEPS = 16;
const STEP = 256 / STEPS;

/** Returns the middle of the bin with most pixels in a three-dimensional histogram. */
function dominantColour(rgba: Buffer): string {
  const counts = new Uint32Array(STEPS ** 3);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba.readUInt8(at + 3) / 255;
    const step = (sample: number) =>
      Math.floor((rgba.readUInt8(at + sample) * alpha + 255 * (1 - alpha)) / STEP);
    const bin = (step(0) * STEPS + step(1)) * STEPS + step(2);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b)));
  const samples = [Math.floor(most / STEPS ** 2), Math.floor(most / STEPS) % STEPS, most % STEPS];
  return `#${samples.map((step) => (step * STEP + STEP / 2).toString(16).padStart(2, '0')).join('')}`;
}
