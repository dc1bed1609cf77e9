import { u32 } from '../colour/big-endian.ts';
import { limits } from '../limits.ts';
import type { Size } from '../render/sizes.ts';
import { heifProperties } from './heif-properties.ts';
import { type Box, bodyOf } from './isobmff.ts';

export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Widens the clean aperture of a HEIC's primary item to the whole picture, as libheif fails on others, and
 * returns the part of the picture to show, in pixels of the picture that libheif then returns.
 *
 * @param file changed in place
 * @see ISO/IEC 14496-12, 12.1.4 (`clap`) and ISO/IEC 23008-12, 6.5 (`irot`, `imir`)
 */
export function takeCleanAperture(file: Buffer): Crop | undefined {
  const { own } = heifProperties(bodyOf(file.subarray(0, limits.headBytes), 'meta'));
  const extent = own.find(({ type }) => type === 'ispe')?.body;
  const clap = own.find(({ type }) => type === 'clap')?.body;
  if (!extent || extent.length < 12 || !clap || clap.length < 32) return undefined;
  const size = { width: extent.readUInt32BE(4), height: extent.readUInt32BE(8) };
  const fraction = (at: number) => clap.readInt32BE(at) / clap.readUInt32BE(at + 4);
  const [width, height] = [Math.round(fraction(0)), Math.round(fraction(8))];
  const crop = {
    left: Math.round(fraction(16) + (size.width - width) / 2),
    top: Math.round(fraction(24) + (size.height - height) / 2),
    width,
    height,
  };
  if (!isInside(crop, size)) return undefined;
  u32(size.width, 1, size.height, 1, 0, 1, 0, 1).copy(clap);
  const later = own.slice(own.findIndex(({ type }) => type === 'clap') + 1);
  return later.reduce(transformed, { crop, size }).crop;
}

const isInside = ({ left, top, width, height }: Crop, size: Size): boolean =>
  [left, top, width, height].every(Number.isFinite) &&
  left >= 0 &&
  top >= 0 &&
  width > 0 &&
  height > 0 &&
  left + width <= size.width &&
  top + height <= size.height;

interface Cropped {
  readonly crop: Crop;
  readonly size: Size;
}

/** Follows a rotation (quarters, anti-clockwise) or a mirroring of the picture. */
function transformed({ crop, size }: Cropped, { type, body }: Box): Cropped {
  const { left, top, width, height } = crop;
  const right = size.width - left - width;
  const bottom = size.height - top - height;
  const value = body[0] ?? 0;
  // Axis 0 is vertical: left and right change places.
  if (type === 'imir') {
    return { size, crop: (value & 1) === 0 ? { ...crop, left: right } : { ...crop, top: bottom } };
  }
  if (type !== 'irot') return { crop, size };
  const turned = { width: size.height, height: size.width };
  switch (value & 3) {
    case 1:
      return { size: turned, crop: { left: top, top: right, width: height, height: width } };
    case 2:
      return { size, crop: { ...crop, left: right, top: bottom } };
    case 3:
      return { size: turned, crop: { left: bottom, top: left, width: height, height: width } };
    default:
      return { crop, size };
  }
}
