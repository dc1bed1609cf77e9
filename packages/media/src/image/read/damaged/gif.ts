import { readGifBlocks } from '../gif-blocks.ts';
import type { Input } from '../sharp.ts';

/** GIF89a, section 27. */
const TRAILER = Buffer.from([0x3b]);

/**
 * Returns the complete images of a GIF that is truncated. libvips would decode a part of the last one
 * without an error.
 */
export function closedGif(path: string, file: Buffer): { input: Input; isDamaged: boolean } {
  const { areWhole, lastImageEnd } = readGifBlocks(file);
  if (areWhole) return { input: path, isDamaged: false };
  // Without a complete image a part of the first one is decoded.
  const input =
    lastImageEnd === 0 ? path : Buffer.concat([file.subarray(0, lastImageEnd), TRAILER]);
  return { input, isDamaged: true };
}
