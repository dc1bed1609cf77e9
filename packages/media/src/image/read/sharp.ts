import sharp, { type Sharp } from 'sharp';
import { limits } from '../limits.ts';

// Every file is decoded once, so a cache would only waste memory.
sharp.cache(false);
// A function has little more than one vCPU, and glibc's allocator fragments with many threads.
sharp.concurrency(1);
// Allow only the decoders of the supported formats, and SVG only from memory, as an SVG opened by path
// may read other files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
    'VipsForeignLoadTiff',
    'VipsForeignLoadSvgBuffer',
  ],
});

/** A file or its bytes. */
export type Input = string | Uint8Array;

/**
 * Opens a file to read its header without limits. The caller checks the values.
 *
 * @param options `unlimited`: without the decoder's own limits too, such as that on the items of a HEIF file
 */
export const openHeader = (
  input: Input,
  options: { unlimited?: boolean; page?: number } = {},
): Sharp => sharp(input, { ...options, limitInputPixels: false, failOn: 'error' });

/**
 * Converts the colours of a picture of 16 bits a sample to sRGB, as sharp converts them from an embedded
 * profile to Display P3.
 */
export const fromDeepProfile = (pixels: Sharp): Sharp => pixels.withIccProfile('srgb');

/**
 * Opens the first page or frame of a file with a checked header. `failOn: 'error'` refuses truncated
 * pictures but tolerates harmless faults of cameras.
 */
export const openPixels = (
  input: Input,
  options: {
    density?: number;
    failOn?: 'none' | 'error' | 'warning';
    unlimited?: boolean;
    page?: number;
  } = {},
): Sharp =>
  sharp(input, {
    density: 72,
    failOn: 'error',
    ...options,
    limitInputPixels: limits.maxPixels,
    sequentialRead: true,
  });

/** Opens a damaged picture, of which the decoder fills the missing part. */
export const openDamaged = (
  input: Input,
  options: { ignoreIcc?: boolean; page?: number } = {},
): Sharp =>
  sharp(input, {
    ...options,
    limitInputPixels: limits.maxPixels,
    failOn: 'none',
    sequentialRead: true,
  });

/** Opens all frames of an animation, stacked vertically. */
export const openFrames = (input: Input): Sharp =>
  sharp(input, {
    animated: true,
    limitInputPixels: limits.animation.maxPixels,
    failOn: 'error',
    sequentialRead: true,
  });

/** Decoded upright pixels with 8 bits per sample. With 4 channels, alpha is not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/**
 * Frees the memory of pixels immediately. Otherwise large pictures would stay in memory until a garbage
 * collection and trigger full collections.
 *
 * @param pixels in their own ArrayBuffer, as decoders return them
 */
export const release = ({ data }: Pixels): void => {
  (data.buffer as ArrayBuffer).transfer(0);
};

export const openRaw = ({ data, width, height, channels }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels } });

/**
 * Runs a pipeline and returns sRGB pixels.
 *
 * @param bits of a sample; 16 only for a conversion that follows
 */
export async function toPixels(pipeline: Sharp, bits: 8 | 16 = 8): Promise<Pixels> {
  const { data, info } = await pipeline
    .toColourspace(bits === 16 ? 'rgb16' : 'srgb')
    .raw({ depth: bits === 16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new RangeError(`${channels} channels of sRGB`);
  return { width, height, channels, data };
}
