import type { Sharp } from 'sharp';
import { MediaError } from '../../failures.ts';
import { hdrOf } from '../colour/hdr.ts';
import { carryProfile, displayP3 } from '../colour/profile-carrier.ts';
import { bt2020 } from '../colour/rgb-profile.ts';
import { limits } from '../limits.ts';
import { resize, type Size } from '../render/sizes.ts';
import { salvage } from './damaged/salvage.ts';
import { type Header, isHeif } from './header.ts';
import { decodeHeic } from './heic.ts';
import {
  fromDeepProfile,
  type Input,
  openPixels,
  openRaw,
  type Pixels,
  release,
  toPixels,
} from './sharp.ts';
import { decodeTiff } from './tiff.ts';
import { isUnusual } from './tiff-variant.ts';
import { rasterise } from './vector.ts';

/**
 * Decodes the file once, directly to the largest level's size, upright and in sRGB (using an embedded
 * profile). Returns only pixels, so that no metadata can reach a rendition.
 *
 * @throws MediaError
 */
export async function decode(path: string, header: Header, size: Size): Promise<Decoded> {
  const { pixels, missing } = await decoders[header.decoder](path, header, size);
  const profile = await namedProfile(header);
  const bits = bitsOf(header);
  const convert = (carried: Uint8Array) =>
    bits === 16 ? fromDeepProfile(openPixels(carried)) : openPixels(carried);
  const converted = profile
    ? await orCorrupt(toPixels(convert(carryProfile(pixels, profile, bits))))
    : pixels;
  return { pixels: converted, ...(missing !== undefined && { missing }) };
}

export interface Decoded {
  readonly pixels: Pixels;
  /** The share of a damaged picture that is missing, 0 to 1. */
  readonly missing?: number;
}

/** A PNG in linear light keeps 16 bits up to the conversion, as 8 are too few for its dark tones. */
const bitsOf = ({ raw, container: { profile } }: Header): 8 | 16 =>
  profile && raw.depth === 'ushort' ? 16 : 8;

/**
 * Returns the profile for the primaries of a file without an ICC profile, which decoders do not
 * convert. ISO/IEC 23091-2, 8.1: 9 is ITU-R BT.2020, 12 Display P3 (SMPTE EG 432-1). PQ and HLG would
 * also need tone mapping.
 */
function namedProfile({ raw, container }: Header) {
  const { colour, profile } = container;
  if (profile) return profile;
  if (raw.icc !== undefined || colour === undefined || isCodedAsHdr(container)) return undefined;
  if (colour.primaries === 9) return bt2020(colour);
  return colour.primaries === 12 ? displayP3() : undefined;
}

const isCodedAsHdr = (container: Header['container']): boolean =>
  !['gain-map', undefined].includes(hdrOf(container));

/**
 * The kernel for resizing the original, the most expensive step. It has two thirds of the taps of
 * Lanczos3, and the difference (at least 51 dB) is much smaller than the loss of encoding (about 40 dB
 * for JPEG).
 */
const FROM_ORIGINAL = 'lanczos2';

/** Turns a picture by its orientation, which libvips does not know if it is behind the pixels. */
const upright = (file: Sharp, { turn, raw }: Header): Sharp => {
  const pixels = raw.depth === 'ushort' && raw.icc ? fromDeepProfile(file) : file;
  if (turn === undefined) return pixels.autoOrient();
  const turned = pixels.rotate([0, 0, 0, 180, 0, 90, 90, 90, 270][turn]);
  // sharp mirrors before it rotates.
  if (turn === 2 || turn === 7) return turned.flop();
  return turn === 4 || turn === 5 ? turned.flip() : turned;
};

const decoders: Record<
  Header['decoder'],
  (path: string, header: Header, size: Size) => Promise<Decoded>
> = {
  libvips: async (path, header, size) => {
    const { variant } = header;
    if (variant && isUnusual(variant)) {
      return { pixels: await orCorrupt(decodeTiff(path, variant, size)) };
    }
    const options = { unlimited: isHeif(header.mimeType), page: variant?.page ?? 0 };
    const open = (input: Input, failOn: 'none' | 'error' | 'warning') =>
      toPixels(
        resize(upright(openPixels(input, { ...options, failOn }), header), size, FROM_ORIGINAL),
        bitsOf(header),
      );
    try {
      const isPartOfFirst = header.isDamaged && header.input === path;
      if (!isPartOfFirst) return { pixels: await orCorrupt(open(header.input, 'error')) };
      throw new MediaError('corrupt', { detail: 'the file is truncated' });
    } catch (error) {
      return decodeDamaged(path, header, open, error);
    }
  },
  libheif: async (path, { raw }, size) => {
    // libheif applies the rotation itself, so the EXIF orientation is ignored.
    const decoded = await decodeHeic(path);
    const { info, data } = await resize(openRaw(decoded), size, FROM_ORIGINAL)
      .raw()
      .toBuffer({ resolveWithObject: true });
    release(decoded);
    const small: Pixels = { ...size, channels: info.channels as 3 | 4, data };
    const pixels = raw.icc
      ? await orCorrupt(toPixels(openPixels(carryProfile(small, raw.icc))))
      : small;
    return { pixels };
  },
  librsvg: async (_path, header, size) => ({
    pixels: await orCorrupt(rasterise(header.input as Buffer, header.size, size)),
  }),
};

/**
 * Decodes a damaged picture as far as possible.
 *
 * @throws the error of the first attempt if too little can be decoded
 */
async function decodeDamaged(
  path: string,
  header: Header,
  open: (input: Input, failOn: 'none' | 'warning') => Promise<Pixels>,
  error: unknown,
): Promise<Decoded> {
  if (!(error instanceof MediaError) || error.code !== 'corrupt') throw error;
  for await (const { input, failOn, missing } of salvage(path, header)) {
    if (missing !== undefined && 1 - missing < limits.damaged.minShare) continue;
    const pixels = await open(input, failOn).catch(() => undefined);
    if (pixels) return { pixels, ...(missing !== undefined && { missing }) };
  }
  throw error;
}

/** Treats errors of a decoder as faults of the file, whose bytes are complete. */
async function orCorrupt<Result>(decoding: Promise<Result>): Promise<Result> {
  try {
    return await decoding;
  } catch (cause) {
    if (cause instanceof MediaError) throw cause;
    throw new MediaError('corrupt', { detail: 'the pixels cannot be decoded', cause });
  }
}
