// Parts of JPEG and PNG files.
import { crc32 } from 'node:zlib';

/** A segment of a JPEG: ITU-T T.81, B.1.1.4. */
export function segment(marker: number, signature: string, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + signature.length + body.length, 2);
  return Buffer.concat([head, Buffer.from(signature, 'latin1'), body]);
}

/** Puts segments at the beginning of a JPEG. */
export const withSegments = (jpeg: Buffer, ...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** A chunk of a PNG: PNG, 5.3. */
export function chunk(type: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const whole = Buffer.alloc(8 + typed.length);
  whole.writeUInt32BE(body.length);
  whole.set(typed, 4);
  whole.writeUInt32BE(crc32(typed), 4 + typed.length);
  return whole;
}

/** Puts chunks before the first one of a type. */
export function withChunks(png: Buffer, before: string, ...chunks: readonly Buffer[]): Buffer {
  const at = png.indexOf(before, 8, 'latin1') - 4;
  return Buffer.concat([png.subarray(0, at), ...chunks, png.subarray(at)]);
}
