import { crc32 } from 'node:zlib';
import { u32 } from '../colour/big-endian.ts';
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
 * Returns the chunks of a PNG: a length, a type, the content and a CRC (PNG, 5.3). The chunks of a damaged
 * PNG include its pixels, and the last one may be incomplete.
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
  return { ...chunk, isDamaged: crc.length === 4 && crc.readUInt32BE(0) !== crcOf(chunk) };
}

const crcOf = ({ type, body }: PngChunk): number => crc32(body, crc32(Buffer.from(type, 'latin1')));

/** Returns the bytes of a chunk in pieces, of which the content is not copied. */
export function writeChunk(chunk: PngChunk): Buffer[] {
  const { type, body } = chunk;
  return [u32(body.length), Buffer.from(type, 'latin1'), body, u32(crcOf(chunk))];
}
