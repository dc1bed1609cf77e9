import type { Picture } from '../../kind.ts';
import { openRaw, type Pixels, toPixels } from '../read/sharp.ts';
import { type Encoding, renditionName } from '../recipe.ts';
import { encodeAs } from './encoders.ts';
import { resize, type Size, type SizedLevel } from './sizes.ts';

/** A level with its pixels. */
export interface DecodedLevel extends SizedLevel {
  readonly pixels: Pixels;
}

/**
 * Makes a level from the previous one, with the same quality as from the original at a third of the
 * cost.
 */
export const shrinkTo = async (size: Size, pixels: Pixels): Promise<Pixels> =>
  pixels.width === size.width && pixels.height === size.height
    ? pixels
    : toPixels(resize(openRaw(pixels), size));

/** Encodes a level in all its formats sequentially, so that memory is bounded. */
export async function encode(
  level: DecodedLevel,
  toBytes: (level: DecodedLevel, encoding: Encoding) => Promise<Uint8Array>,
): Promise<Picture[]> {
  const renditions: Picture[] = [];
  for (const encoding of level.encodings) {
    renditions.push({
      name: renditionName(level, encoding),
      mimeType: encoding.mimeType,
      ...level.size,
      body: await toBytes(level, encoding),
    });
  }
  return renditions;
}

export const encodeStill = ({ pixels }: DecodedLevel, encoding: Encoding): Promise<Uint8Array> =>
  encodeAs[encoding.format](openRaw(pixels), encoding).toBuffer();
