// GIF89a, sections 15 to 27: a screen descriptor, then blocks with their lengths.
const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const IMAGE_BYTES = 10;

/** Which parts of a GIF are complete. */
export interface GifBlocks {
  /**
   * Whether every block is complete. The trailer may be missing, as many programs omit it, and may be
   * followed by other data.
   */
  readonly areWhole: boolean;
  /** The end of the last complete image, 0 if there is none. */
  readonly lastImageEnd: number;
}

export function readGifBlocks(file: Buffer): GifBlocks {
  let lastImageEnd = 0;
  let at = HEADER_BYTES + colourTableBytes(file[10]);
  while (at < file.length) {
    if (file[at] === EXTENSION) at = subBlocksEnd(file, at + 2);
    else if (file[at] === IMAGE) {
      const tableAt = at + IMAGE_BYTES;
      // The table is followed by a byte with LZW's minimum code size.
      at = subBlocksEnd(file, tableAt + colourTableBytes(file[tableAt - 1]) + 1);
      if (at <= file.length) lastImageEnd = at;
    } else return { areWhole: true, lastImageEnd };
  }
  return { areWhole: at === file.length, lastImageEnd };
}

/** Returns the size of the colour table from the packed fields of a screen or image. */
const colourTableBytes = (packed = 0): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** Returns the end of a chain of sub-blocks, which is beyond the file if it is truncated. */
function subBlocksEnd(file: Buffer, from: number): number {
  let at = from;
  for (let length = file[at]; length; length = file[at]) at += 1 + length;
  return at + 1;
}
