import type { Header } from '../header.ts';
import { type Input, openDamaged } from '../sharp.ts';

/** Rows and columns of the sample. */
const MOST_ROWS = 1000;
const COLUMNS = 64;

/** The value of samples that libjpeg does not find in the file; that of other decoders is 0. */
const GREY = 128;
const TOLERANCE = 3;

/** ITU-T T.81, A.2: an MCU has at most four blocks of eight rows. */
const MOST_MCU_ROWS = 32;

/**
 * Returns the share of a picture that has the decoder's fill instead of pixels, 0 to 1: whole rows at its
 * end, and of a JPEG also the end of the row of MCUs before them. Pixels of the picture that look the same
 * count too.
 */
export async function missingShare(
  input: Input,
  { raw, mimeType, variant }: Header,
): Promise<number> {
  const rows = Math.min(raw.height, MOST_ROWS);
  const sample = await openDamaged(input, { ignoreIcc: true, page: variant?.page ?? 0 })
    .resize(COLUMNS, rows, { fit: 'fill', kernel: 'nearest' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    // Nothing can be decoded.
    .catch(() => undefined);
  if (!sample) return 1;
  const { data, info } = sample;
  const isJpeg = mimeType === 'image/jpeg';
  const fill = isJpeg && raw.space !== 'cmyk' ? GREY : 0;
  const isFill = (pixel: number) =>
    data
      .subarray(pixel * info.channels, (pixel + 1) * info.channels)
      .every((value) => Math.abs(value - fill) <= TOLERANCE);
  /** Returns how many pixels at the end of a row are fill. */
  const fillAtEnd = (row: number): number => {
    let count = 0;
    while (count < COLUMNS && isFill((row + 1) * COLUMNS - 1 - count)) count += 1;
    return count;
  };
  let last = rows;
  while (last > 0 && fillAtEnd(last - 1) === COLUMNS) last -= 1;
  let missing = (rows - last) * COLUMNS;
  const firstPartial = isJpeg ? Math.max(0, last - MOST_MCU_ROWS) : last;
  for (let row = last - 1; row >= firstPartial; row--) {
    const count = fillAtEnd(row);
    if (count === 0) break;
    missing += count;
  }
  return missing / (rows * COLUMNS);
}
