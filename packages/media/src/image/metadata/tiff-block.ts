import { open } from 'node:fs/promises';
import { limits } from '../limits.ts';

/** Formats based on TIFF, whose file is an EXIF block itself. */
const TIFF_BASED = [
  'image/tiff',
  'image/x-adobe-dng',
  'image/x-canon-cr2',
  'image/x-dcraw',
  'image/x-nikon-nef',
  'image/x-olympus-orf',
  'image/x-panasonic-rw2',
  'image/x-sony-arw',
];

/** TIFF's signatures, which Olympus (`IIRO`, `IIRS`) and Panasonic (`IIU`) replace. */
const SIGNATURES = { little: Buffer.from('II*\0', 'latin1'), big: Buffer.from('MM\0*', 'latin1') };

/** Reads the EXIF block of a TIFF-based file up to a limit. Undefined for other formats. */
export async function tiffBlock(path: string, mimeType: string): Promise<Buffer | undefined> {
  if (!TIFF_BASED.includes(mimeType)) return undefined;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const block = Buffer.alloc(Math.min(size, limits.tiffBytes));
    await file.read(block, 0, block.length, 0);
    const isLittleEndian = block.toString('latin1', 0, 2) === 'II';
    (isLittleEndian ? SIGNATURES.little : SIGNATURES.big).copy(block);
    return block;
  } finally {
    await file.close();
  }
}
