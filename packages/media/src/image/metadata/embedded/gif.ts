import { limits } from '../../limits.ts';
import type { Parts } from '../../read/file-parts.ts';
import type { Embedded } from './blocks.ts';

/** GIF89a, section 26: an extension of 11 bytes that name its application. */
const XMP_EXTENSION = Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1');

/** Ends the packet: a byte 1, then 255 down to 0, so that readers of sub-blocks find the end (XMP, part 3). */
const TRAILER = Buffer.from([1, 0xff, 0xfe, 0xfd, 0xfc]);

/** Reads XMP, which follows the extension's name without the lengths of sub-blocks. */
export function inGif(parts: Parts): Embedded {
  for (const start of [0, Math.max(0, parts.size - limits.headBytes)]) {
    const bytes = parts.read(start, limits.headBytes);
    const at = bytes.indexOf(XMP_EXTENSION);
    if (at < 0) continue;
    const from = at + XMP_EXTENSION.length;
    const end = bytes.indexOf(TRAILER, from);
    return { xmp: [bytes.subarray(from, end < 0 ? undefined : end)] };
  }
  return {};
}
