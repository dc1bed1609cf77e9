import { rgbaToThumbHash } from 'thumbhash';
import { openRaw, type Pixels } from './decoder.ts';
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
    dominantColour: await dominantColour({ width, height, channels: 4, data: rgba }),
  };
}

async function dominantColour(swatch: Pixels): Promise<string> {
  const { width, height } = swatch;
  // `stats` looks at what is given to sharp, before any operation: so flattened by itself.
  const data = await openRaw(swatch).flatten({ background: '#ffffff' }).raw().toBuffer();
  const { dominant } = await openRaw({ width, height, channels: 3, data }).stats();
  const samples = [dominant.r, dominant.g, dominant.b];
  return `#${samples.map((sample) => sample.toString(16).padStart(2, '0')).join('')}`;
}
