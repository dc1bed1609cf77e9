import { rgbaToThumbHash } from 'thumbhash';
import { openRaw, type Pixels } from '../read/sharp.ts';
import { resize } from './sizes.ts';

/**
 * In pixels, of the longer side. Both values describe areas, not details; thumbhash's own limit of 100
 * would take eight times as long for the same hash.
 */
const SWATCH_SIDE = 48;

/** What a page can draw before any rendition has arrived. */
export type Placeholder = {
  /** About 25 bytes, in base64: https://evanw.github.io/thumbhash/ */
  readonly thumbhash: string;
  /** `#rrggbb`: the colour that is there the most, on white where the picture is transparent. */
  readonly dominantColour: string;
};

/** @param pixels of the smallest level: neither value needs more. */
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

/** Colours are counted in this many steps a sample, so that near ones count as one. */
const STEPS = 16;
const STEP = 256 / STEPS;

/** The middle of the step in which most pixels are, by a histogram of three dimensions. */
function dominantColour(rgba: Uint8Array): string {
  const counts = new Uint32Array(STEPS ** 3);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]! / 255;
    const step = (sample: number) =>
      Math.floor((rgba[at + sample]! * alpha + 255 * (1 - alpha)) / STEP);
    counts[(step(0) * STEPS + step(1)) * STEPS + step(2)]! += 1;
  }
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b)));
  const samples = [Math.floor(most / STEPS ** 2), Math.floor(most / STEPS) % STEPS, most % STEPS];
  return `#${samples.map((step) => (step * STEP + STEP / 2).toString(16).padStart(2, '0')).join('')}`;
}
