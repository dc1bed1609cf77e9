import { u32 } from '../../src/image/colour/big-endian.ts';

/** ISO/IEC 14496-12, 4.2: a length, a type of four letters, and what is in it. */
export function box(type: string, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
}
