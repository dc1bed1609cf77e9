/** ISO/IEC 14496-12, 4.2: a size, a type, and a 64-bit size if the first is 1. */
const HEADER_BYTES = 8;

/** Whether every top-level box is complete. A box of size 0 extends to the end of the file. */
export function areBoxesWhole(file: Buffer): boolean {
  for (let at = 0; at < file.length; ) {
    if (at + HEADER_BYTES > file.length) return false;
    const stated = file.readUInt32BE(at);
    if (stated === 0) return true;
    const isLarge = stated === 1;
    if (isLarge && at + 2 * HEADER_BYTES > file.length) return false;
    const size = isLarge ? Number(file.readBigUInt64BE(at + HEADER_BYTES)) : stated;
    if (size < HEADER_BYTES || at + size > file.length) return false;
    at += size;
  }
  return true;
}
