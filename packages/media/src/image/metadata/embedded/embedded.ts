import { limits } from '../../limits.ts';
import { type Parts, withParts } from '../../read/file-parts.ts';
import type { Embedded } from './blocks.ts';
import { inGif } from './gif.ts';
import { inJpeg } from './jpeg.ts';
import { inJpegXl } from './jpeg-xl.ts';
import { inPhotoshop } from './photoshop.ts';
import { inPng } from './png.ts';
import { inCr3, inRaf, inRw2 } from './raw.ts';

const inHead =
  (read: (head: Buffer) => Embedded) =>
  (parts: Parts): Embedded =>
    read(parts.read(0, limits.headBytes));

/**
 * Readers by format. Raw files based on TIFF have more metadata in their directories; sharp returns the
 * blocks of other formats.
 */
const readers: Readonly<Record<string, (parts: Parts) => Embedded>> = {
  'image/apng': inPng,
  'image/gif': inGif,
  'image/jpeg': inJpeg,
  'image/jxl': inHead(inJpegXl),
  'image/png': inPng,
  'image/vnd.adobe.photoshop': inHead(inPhotoshop),
  'image/x-canon-cr3': inHead(inCr3),
  'image/x-fujifilm-raf': inHead(inRaf),
  'image/x-panasonic-rw2': inHead(inRw2),
};

/** Reads the metadata blocks of a file within limits. Leaves out damaged blocks. */
export function readEmbedded(path: string, mimeType: string): Embedded {
  const read = readers[mimeType];
  if (!read) return {};
  return withParts(path, (parts) => {
    try {
      return read(parts);
    } catch (error) {
      // Offsets and lengths of the file may be invalid.
      if (error instanceof RangeError) return {};
      throw error;
    }
  });
}
