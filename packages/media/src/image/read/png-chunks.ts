import { limits } from '../limits.ts';
import type { Parts } from './file-parts.ts';

export interface PngChunk {
  readonly type: string;
  readonly body: Buffer;
}

const SIGNATURE_BYTES = 8;

/** Chunks that are long and not needed. */
const UNREAD = ['IDAT', 'fdAT'];

/** Returns the chunks of a PNG without pixels: a length, a type, the content and a CRC (PNG, 5.3). */
export function* pngChunks(parts: Parts): Generator<PngChunk> {
  let at = SIGNATURE_BYTES;
  let bytes = 0;
  for (let count = 0; count < limits.png.maxChunks; count++) {
    const head = parts.read(at, 8);
    if (head.length < 8) return;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4);
    if (!UNREAD.includes(type) && length <= limits.maxPacketBytes) {
      bytes += length;
      if (bytes > limits.png.maxChunkBytes) return;
      yield { type, body: parts.read(at + 8, length) };
    }
    if (type === 'IEND') return;
    at += 12 + length;
  }
}
