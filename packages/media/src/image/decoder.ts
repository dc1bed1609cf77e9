import sharp, { type Sharp } from 'sharp';
import { limits } from './limits.ts';

// Every file is decoded once, so a cache of operations would only hold memory.
sharp.cache(false);
// A function has little more than one processor, and glibc's allocator fragments under many threads.
sharp.concurrency(1);
// Only the decoders of the kind's own types: no SVG that reads files beside it, no ImageMagick.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
    'VipsForeignLoadTiff',
  ],
});

/** Opens a file so that its header can be read whatever it claims; the caller checks the claims. */
export const openHeader = (path: string): Sharp =>
  sharp(path, { limitInputPixels: false, failOn: 'error' });

/**
 * Opens a file whose header was found good, for its first page or frame. `failOn: 'error'` refuses
 * half a picture, but not the harmless faults that real cameras write.
 */
export const openPixels = (path: string): Sharp =>
  sharp(path, { limitInputPixels: limits.maxPixels, failOn: 'error', sequentialRead: true });

/** Decoded pixels: 8 bits a sample, sRGB, upright, alpha (where there are 4 channels) not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

export const openRaw = ({ data, width, height, channels }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels } });

/** Ends a pipeline in pixels. */
export async function toPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new RangeError(`${channels} channels of sRGB`);
  return { width, height, channels, data };
}
