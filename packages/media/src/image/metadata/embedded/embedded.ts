import { limits } from '../../limits.ts';
import { readHead } from '../../read/container.ts';
import type { Embedded } from './blocks.ts';
import { inJpegXl } from './jpeg-xl.ts';
import { inPhotoshop } from './photoshop.ts';
import { inCr3, inRaf, inRw2 } from './raw.ts';

/** Readers by format. Raw files based on TIFF have more metadata in their directories. */
const readers: Readonly<Record<string, (head: Buffer) => Embedded>> = {
  'image/x-fujifilm-raf': inRaf,
  'image/x-panasonic-rw2': inRw2,
  'image/x-canon-cr3': inCr3,
  'image/vnd.adobe.photoshop': inPhotoshop,
  'image/jxl': inJpegXl,
};

/** Reads the metadata blocks in the first `limits.headBytes` of a file. Leaves out damaged blocks. */
export async function readEmbedded(path: string, mimeType: string): Promise<Embedded> {
  const read = readers[mimeType];
  if (!read) return {};
  const head = await readHead(path, limits.headBytes);
  try {
    return read(head);
  } catch {
    // Offsets and lengths of the file may be invalid.
    return {};
  }
}
