import { crc32 } from 'node:zlib';
import { limits } from '../limits.ts';
import type { Parts } from './file-parts.ts';

export interface PngChunk {
  readonly type: string;
  readonly body: Buffer;
  /** Whether the chunk is complete, but its CRC is wrong. Checked in damaged files only. */
  readonly isDamaged?: boolean;
}

export const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

const PIXELS = ['IDAT', 'fdAT'];

/**
 * Returns the chunks of a PNG: a length, a type, the content and a CRC (PNG, 5.3); of a damaged one with its
 * pixels, of which the last may be incomplete.
 */
export function* pngChunks(
  parts: Parts,
  state: 'whole' | 'damaged' = 'whole',
): Generator<PngChunk> {
  let at = PNG_SIGNATURE.length;
  let bytes = 0;
  for (let count = 0; count < limits.png.maxChunks; count++) {
    const head = parts.read(at, 8);
    if (head.length < 8) return;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4);
    const isPixels = PIXELS.includes(type);
    if (!isPixels) bytes += length;
    if (bytes > limits.png.maxChunkBytes) return;
    if (!isPixels || state === 'damaged') {
      const body = parts.read(at + 8, length);
      yield state === 'damaged'
        ? checked({ type, body }, parts.read(at + 8 + length, 4))
        : { type, body };
    }
    if (type === 'IEND') return;
    at += 12 + length;
  }
}

function checked(chunk: PngChunk, crc: Buffer): PngChunk {
  const isDamaged =
    crc.length === 4 &&
    crc.readUInt32BE(0) !== crc32(chunk.body, crc32(Buffer.from(chunk.type, 'latin1')));
  return { ...chunk, isDamaged };
}
