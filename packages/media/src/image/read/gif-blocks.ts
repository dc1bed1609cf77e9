// GIF89a, sections 15 to 27: a screen, then blocks, each of which says how long it is.
const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const IMAGE_BYTES = 10;

/**
 * Whether every block ends within the file. The trailer may be missing, as many programs leave it out,
 * and anything may stand behind it.
 */
export function areGifBlocksWhole(file: Buffer): boolean {
  let at = HEADER_BYTES + colourTableBytes(file[10]);
  while (at < file.length) {
    if (file[at] === EXTENSION) at = subBlocksEnd(file, at + 2);
    else if (file[at] === IMAGE) {
      const tableAt = at + IMAGE_BYTES;
      // Behind the table is one byte, the size of LZW's first codes.
      at = subBlocksEnd(file, tableAt + colourTableBytes(file[tableAt - 1]) + 1);
    } else return true;
  }
  return at === file.length;
}

/** By the packed fields of a screen or an image: whether there is a table, and how large it is. */
const colourTableBytes = (packed = 0): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** Where the chain of sub-blocks ends that begins here; beyond the file where it is cut off. */
function subBlocksEnd(file: Buffer, from: number): number {
  let at = from;
  while (at < file.length && file[at]! > 0) at += 1 + file[at]!;
  return at + 1;
}
