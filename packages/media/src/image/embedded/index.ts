import { readHead } from '../container.ts';
import { limits } from '../limits.ts';
import type { Size } from '../sizes.ts';
import { inJpegXl } from './jpeg-xl.ts';
import { inPhotoshop } from './photoshop.ts';
import { inCr3, inRaf, inRw2 } from './raw.ts';

/** What is found in a file that no decoder here reads; blocks are as they lie there. */
export interface Embedded {
  /** As shown. */
  readonly size?: Size | undefined;
  readonly exif?: readonly Buffer[];
  readonly iptc?: Buffer;
  readonly xmp?: Buffer;
}

/** By format; a raw file that is a TIFF has more in its directories. */
const readers: Readonly<Record<string, (head: Buffer) => Embedded>> = {
  'image/x-fujifilm-raf': inRaf,
  'image/x-panasonic-rw2': inRw2,
  'image/x-canon-cr3': inCr3,
  'image/vnd.adobe.photoshop': inPhotoshop,
  'image/jxl': inJpegXl,
};

/** Looks at the beginning of a file; what is damaged is left out. */
export async function readEmbedded(path: string, mimeType: string): Promise<Embedded> {
  const read = readers[mimeType];
  if (!read) return {};
  const head = await readHead(path, limits.headBytes);
  try {
    return read(head);
  } catch {
    // Offsets and lengths are the file's own, and may point anywhere.
    return {};
  }
}
