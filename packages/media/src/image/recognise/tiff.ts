import { numberOf, openTiff, readDirectory } from '../metadata/exif/tiff-reader.ts';

/** TIFF 6.0, section 8, and its supplement 1. */
const tags = { newSubfileType: 0x00fe, make: 0x010f, subIfds: 0x014a } as const;
const wanted: ReadonlySet<number> = new Set(Object.values(tags));
const REDUCED = 1;

/**
 * Recognises raw files that `file-type` detects as TIFF, as it identifies Nikon's by a number of
 * entries that differs between models. Their first picture is a thumbnail, which would be decoded as
 * the picture.
 *
 * ISO 12234-2 (TIFF/EP): the first directory is a reduced image, the others are in its SubIFDs.
 *
 * @returns the general type of shared-mime-info for makers without a specific type
 */
export function rawTypeOfTiff(firstBytes: Uint8Array): string | undefined {
  const tiff = openTiff(firstBytes);
  if (!tiff) return undefined;
  const entries = readDirectory(tiff, tiff.firstDirectory, wanted);
  const find = (tag: number) => entries.find((entry) => entry.tag === tag);
  const subfileType = find(tags.newSubfileType);
  const isReduced = ((subfileType && numberOf(tiff, subfileType)) ?? 0) & REDUCED;
  if (!isReduced || !find(tags.subIfds)) return undefined;
  const make = Buffer.from(find(tags.make)?.value ?? []).toString('latin1');
  return make.startsWith('NIKON') ? 'image/x-nikon-nef' : 'image/x-dcraw';
}

/**
 * Recognises a TIFF whose first directory is beyond the first bytes, where most programs write it.
 * `file-type` needs the directory to distinguish raw formats, but cameras write it at the beginning.
 */
export function isTiffWithFarDirectory(firstBytes: Uint8Array): boolean {
  if (firstBytes.length < 8) return false;
  const view = new DataView(firstBytes.buffer, firstBytes.byteOffset, firstBytes.byteLength);
  const signature = view.getUint32(0);
  const littleEndian = signature === 0x49492a00;
  if (!littleEndian && signature !== 0x4d4d002a) return false;
  return view.getUint32(4, littleEndian) >= firstBytes.length;
}
