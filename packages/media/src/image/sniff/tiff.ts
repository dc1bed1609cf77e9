/**
 * `file-type` tells a TIFF from the raw formats that are built on it by the first directory, which most
 * programs write at the end of the file. Cameras write theirs at its beginning.
 */
export function isTiffWithFarDirectory(firstBytes: Uint8Array): boolean {
  if (firstBytes.length < 8) return false;
  const view = new DataView(firstBytes.buffer, firstBytes.byteOffset, firstBytes.byteLength);
  const signature = view.getUint32(0);
  const littleEndian = signature === 0x49492a00;
  if (!littleEndian && signature !== 0x4d4d002a) return false;
  return view.getUint32(4, littleEndian) >= firstBytes.length;
}
