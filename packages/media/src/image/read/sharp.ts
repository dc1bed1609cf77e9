import sharp, { type Sharp } from 'sharp';
import { limits } from '../limits.ts';

// Every file is decoded once, so a cache of operations would only hold memory.
sharp.cache(false);
// A function has little more than one processor, and glibc's allocator fragments under many threads.
sharp.concurrency(1);
// Only the decoders of the kind's own types, and SVG from memory alone: one that is opened by its path
// may read the files beside it.
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

/** Opens a file so that its header can be read whatever it claims; the caller checks the claims. */
export const openHeader = (input: string | Uint8Array): Sharp =>
  sharp(input, { limitInputPixels: false, failOn: 'error' });

/**
 * Opens a file whose header was found good, for its first page or frame. `failOn: 'error'` refuses
 * half a picture, but not the harmless faults that real cameras write.
 */
export const openPixels = (input: string | Uint8Array, density = 72): Sharp =>
  sharp(input, {
    limitInputPixels: limits.maxPixels,
    failOn: 'error',
    sequentialRead: true,
    density,
  });

/** Opens all frames of an animation, one below the other. */
export const openFrames = (path: string): Sharp =>
  sharp(path, {
    animated: true,
    limitInputPixels: limits.animation.maxPixels,
    failOn: 'error',
    sequentialRead: true,
  });

/** Decoded pixels: 8 bits a sample, upright, alpha (where there are 4 channels) not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/**
 * Gives the memory of pixels back at once; they are lost then. Left to the garbage collector they would
 * be held until it comes, and make it come: one large picture sets off a whole collection.
 *
 * @param pixels in an ArrayBuffer of their own, as decoders hand them over.
 */
export const release = ({ data }: Pixels): void => {
  (data.buffer as ArrayBuffer).transfer(0);
};

export const openRaw = ({ data, width, height, channels }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels } });

/** Ends a pipeline in pixels of sRGB. */
export async function toPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new RangeError(`${channels} channels of sRGB`);
  return { width, height, channels, data };
}
