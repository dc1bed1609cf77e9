import type { Header } from '../header.ts';
import { type Input, openDamaged } from '../sharp.ts';

/** Rows and columns of the sample. */
const MOST_ROWS = 1000;
const COLUMNS = 64;

/** The value of samples that libjpeg does not find in the file; that of other decoders is 0. */
const GREY = 128;
const TOLERANCE = 3;

/**
 * Returns the share of rows at the end of a picture that have the decoder's fill instead of pixels, 0 to 1.
 * Rows of a picture that look the same count too.
 */
export async function missingShare(input: Input, { raw, mimeType }: Header): Promise<number> {
  const rows = Math.min(raw.height, MOST_ROWS);
  const sample = await openDamaged(input, { ignoreIcc: true })
    .resize(COLUMNS, rows, { fit: 'fill', kernel: 'nearest' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    // Nothing can be decoded.
    .catch(() => undefined);
  if (!sample) return 1;
  const { data, info } = sample;
  const fill = mimeType === 'image/jpeg' && raw.space !== 'cmyk' ? GREY : 0;
  const rowBytes = info.channels * info.width;
  const isFill = (sample: number) => Math.abs(sample - fill) <= TOLERANCE;
  let last = rows;
  while (last > 0 && data.subarray((last - 1) * rowBytes, last * rowBytes).every(isFill)) last -= 1;
  return (rows - last) / rows;
}
