import { rgbaToThumbHash } from 'thumbhash';
import { openRaw, type Pixels } from './decoder.ts';
import { resize } from './sizes.ts';

/** The largest side that thumbhash takes, in pixels. */
const MAX_SIDE = 100;

/** What a page can draw before any rendition has arrived. */
export type Placeholder = {
  /** About 25 bytes, in base64: https://evanw.github.io/thumbhash/ */
  readonly thumbhash: string;
  /** `#rrggbb`: the colour that is there the most, on white where the picture is transparent. */
  readonly dominantColour: string;
};

/** @param pixels of the smallest level: neither value needs more. */
export async function placeholder(pixels: Pixels): Promise<Placeholder> {
  const { dominant } = await openRaw(await flat(pixels)).stats();
  const { r, g, b } = dominant;
  const hex = [r, g, b].map((sample) => sample.toString(16).padStart(2, '0')).join('');
  return { thumbhash: await thumbhash(pixels), dominantColour: `#${hex}` };
}

/** `stats` looks at what is given to sharp, before any operation. */
async function flat(pixels: Pixels): Promise<Pixels> {
  const { width, height } = pixels;
  const data = await openRaw(pixels).flatten({ background: '#ffffff' }).raw().toBuffer();
  return { width, height, channels: 3, data };
}

async function thumbhash(pixels: Pixels): Promise<string> {
  const longest = Math.max(pixels.width, pixels.height);
  const scale = Math.min(1, MAX_SIDE / longest);
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const rgba = await resize(openRaw(pixels), { width, height }).ensureAlpha().raw().toBuffer();
  return Buffer.from(rgbaToThumbHash(width, height, rgba)).toString('base64');
}
