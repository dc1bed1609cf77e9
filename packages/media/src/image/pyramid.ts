import type { Picture } from '../kind.ts';
import { openRaw, type Pixels, toPixels } from './decoder.ts';
import { encodeAs } from './encoders.ts';
import { type Encoding, renditionName } from './recipe.ts';
import { resize, type SizedLevel } from './sizes.ts';

/** A level whose pixels are there. */
export interface DecodedLevel extends SizedLevel {
  readonly pixels: Pixels;
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
export async function encode(
  levels: readonly DecodedLevel[],
  toBytes: (level: DecodedLevel, encoding: Encoding) => Promise<Uint8Array> = encodeStill,
): Promise<Picture[]> {
  const renditions: Picture[] = [];
  for (const level of levels) {
    for (const encoding of level.encodings) {
      renditions.push({
        name: renditionName(level, encoding),
        mimeType: encoding.mimeType,
        ...level.size,
        body: await toBytes(level, encoding),
      });
    }
  }
  return renditions;
}

export const encodeStill = ({ pixels }: DecodedLevel, encoding: Encoding): Promise<Uint8Array> =>
  encodeAs[encoding.format](openRaw(pixels), encoding).toBuffer();
