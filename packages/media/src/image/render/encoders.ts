import type { Sharp } from 'sharp';
import type { Encoding } from '../recipe.ts';

/** Encodes a pipeline's output without metadata (sharp's default). */
export const encodeAs: Record<Encoding['format'], (pixels: Sharp, encoding: Encoding) => Sharp> = {
  webp: (pixels, { quality, effort }) => pixels.webp({ quality, effort }),
  avif: (pixels, { quality, effort }) =>
    pixels.avif({ quality, effort, chromaSubsampling: '4:2:0' }),
  // JPEG has no alpha, so transparent pixels are flattened on white. Progressive coding would take
  // seven times as long for 5 % fewer bytes.
  jpeg: (pixels, { quality }) =>
    pixels.flatten({ background: '#ffffff' }).jpeg({ quality, optimiseCoding: false }),
};
