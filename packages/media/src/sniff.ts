import { fileTypeFromBuffer } from 'file-type';
import type { KindDescriptor } from './kind.ts';
import { kindByMimeType } from './registry.ts';

/** How many of a file's first bytes `sniff` wants: what `file-type` reads at the most. */
export const SNIFF_BYTES = 4100;

/**
 * Tells the kind of a file by its first bytes, never by its name or declared type. This routes; it
 * proves nothing: only the processor's decode does.
 *
 * @returns undefined where no kind takes such a file.
 */
export async function sniff(
  firstBytes: Uint8Array,
): Promise<{ kind: KindDescriptor; mimeType: string } | undefined> {
  const type = await fileTypeFromBuffer(firstBytes);
  const mimeType =
    type?.mime === 'image/heif' && namesAvifBrand(firstBytes)
      ? 'image/avif'
      : (type?.mime ?? tiffWithFarDirectory(firstBytes));
  const kind = mimeType === undefined ? undefined : kindByMimeType(mimeType);
  return kind && mimeType !== undefined ? { kind, mimeType } : undefined;
}

/**
 * `file-type` tells a TIFF from the raw formats that are built on it by the first directory, which most
 * programs write at the end of the file. Cameras write theirs at its beginning.
 */
function tiffWithFarDirectory(firstBytes: Uint8Array): string | undefined {
  if (firstBytes.length < 8) return undefined;
  const view = new DataView(firstBytes.buffer, firstBytes.byteOffset, firstBytes.byteLength);
  const signature = view.getUint32(0);
  const littleEndian = signature === 0x49492a00;
  if (!littleEndian && signature !== 0x4d4d002a) return undefined;
  return view.getUint32(4, littleEndian) >= firstBytes.length ? 'image/tiff' : undefined;
}

/**
 * `file-type` reads only the major brand. An AVIF whose major brand is HEIF's generic `mif1` says what
 * it is among its compatible brands (ISO/IEC 14496-12, 4.3: the box's size, `ftyp`, major brand,
 * version, then the compatible brands, four bytes each).
 */
function namesAvifBrand(firstBytes: Uint8Array): boolean {
  const view = new DataView(firstBytes.buffer, firstBytes.byteOffset, firstBytes.byteLength);
  const end = Math.min(view.getUint32(0), firstBytes.length);
  for (let at = 16; at + 4 <= end; at += 4) {
    if (view.getUint32(at) === AVIF_BRAND) return true;
  }
  return false;
}

/** `avif` in ASCII. */
const AVIF_BRAND = 0x61766966;
