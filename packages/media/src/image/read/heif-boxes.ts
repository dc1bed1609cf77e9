/** ISO/IEC 14496-12, 4.2: a size, a type, and a 64-bit size if the first is 1. */
const HEADER_BYTES = 8;

/** The boxes that have the picture. */
const CONTENT = ['meta', 'mdat', 'moov'];

/**
 * Whether every top-level box is complete. A box of size 0 extends to the end of the file. Phones append
 * other data, which may be no boxes, behind the picture.
 */
export function areBoxesWhole(file: Buffer): boolean {
  const seen = new Set<string>();
  const isTrailer = () => seen.has('meta') && seen.has('mdat');
  for (let at = 0; at < file.length; ) {
    if (at + HEADER_BYTES > file.length) return isTrailer();
    const stated = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + HEADER_BYTES);
    if (stated === 0) return true;
    const isLarge = stated === 1;
    if (isLarge && at + 2 * HEADER_BYTES > file.length) return false;
    const size = isLarge ? Number(file.readBigUInt64BE(at + HEADER_BYTES)) : stated;
    if (size < HEADER_BYTES || at + size > file.length) {
      return isTrailer() && !CONTENT.includes(type);
    }
    seen.add(type);
    at += size;
  }
  return true;
}
