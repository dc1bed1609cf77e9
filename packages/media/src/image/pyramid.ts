import type { Sharp } from 'sharp';
import { MediaError } from '../failures.ts';
import type { Rendition } from '../kind.ts';
import { openPixels, openRaw, type Pixels, toPixels } from './decoder.ts';
import { type Encoding, renditionName } from './recipe.ts';
import type { Size, SizedLevel } from './sizes.ts';

/** A level whose pixels are there. */
export interface DecodedLevel extends SizedLevel {
  readonly pixels: Pixels;
}

/**
 * Decodes the file, once, straight to the largest level's size: upright and in sRGB, by the embedded
 * profile where there is one. Nothing but pixels comes out, so no metadata can reach a rendition.
 *
 * @throws MediaError `corrupt`
 */
export async function decode(path: string, size: Size): Promise<Pixels> {
  try {
    return await toPixels(resize(openPixels(path).autoOrient(), size));
  } catch (cause) {
    throw new MediaError('corrupt', { detail: 'its pixels cannot be decoded', cause });
  }
}

/** Makes each level from the one before it: as good as from the original, at a third of the cost. */
export async function shrink(base: Pixels, levels: readonly SizedLevel[]): Promise<DecodedLevel[]> {
  const decoded: DecodedLevel[] = [];
  let pixels = base;
  for (const level of levels) {
    if (pixels.width !== level.size.width || pixels.height !== level.size.height) {
      pixels = await toPixels(resize(openRaw(pixels), level.size));
    }
    decoded.push({ ...level, pixels });
  }
  return decoded;
}

/** Encodes every level in all its formats, one after another so that memory stays bounded. */
export async function encode(levels: readonly DecodedLevel[]): Promise<Rendition[]> {
  const renditions: Rendition[] = [];
  for (const level of levels) {
    for (const encoding of level.encodings) {
      renditions.push({
        name: renditionName(level, encoding),
        mimeType: encoding.mimeType,
        ...level.size,
        body: await encoders[encoding.format](openRaw(level.pixels), encoding).toBuffer(),
      });
    }
  }
  return renditions;
}

const encoders: Record<Encoding['format'], (pixels: Sharp, encoding: Encoding) => Sharp> = {
  webp: (pixels, { quality, effort }) => pixels.webp({ quality, effort }),
  // JPEG has no alpha: what is transparent is shown on white, as on paper.
  jpeg: (pixels, { quality }) =>
    pixels.flatten({ background: '#ffffff' }).jpeg({ quality, progressive: true }),
};

/** `fill`: the size is exact already, so nothing may be rounded a second time. */
const resize = (pipeline: Sharp, { width, height }: Size): Sharp =>
  pipeline.resize(width, height, { fit: 'fill' });
