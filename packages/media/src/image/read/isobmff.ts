/** One box of an ISO base media file: its type, and what is in it, as far as it is there. */
export interface Box {
  readonly type: string;
  readonly body: Buffer;
}

const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;

/**
 * The boxes that lie one after another in some bytes, up to one that cannot be.
 *
 * ISO/IEC 14496-12, 4.2: a size of 1 stands for a larger one behind the type, 0 for all that is left.
 */
export function* boxesIn(bytes: Buffer): Generator<Box> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length; ) {
    const stated = bytes.readUInt32BE(at);
    const isLarge = stated === 1;
    if (isLarge && at + LARGE_HEADER_BYTES > bytes.length) return;
    const whole = isLarge ? Number(bytes.readBigUInt64BE(at + HEADER_BYTES)) : stated;
    const size = whole === 0 ? bytes.length - at : whole;
    const header = isLarge ? LARGE_HEADER_BYTES : HEADER_BYTES;
    if (size < header) return;
    const type = bytes.toString('latin1', at + 4, at + 8);
    yield { type, body: bytes.subarray(at + header, at + size) };
    at += size;
  }
}

/** The first box of a type; empty where there is none. */
export function bodyOf(bytes: Buffer, type: string): Buffer {
  for (const box of boxesIn(bytes)) if (box.type === type) return box.body;
  return Buffer.alloc(0);
}
