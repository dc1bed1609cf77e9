/** A box of an ISO base media file with its type and its content, which may be truncated. */
export interface Box {
  readonly type: string;
  readonly body: Buffer;
}

const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;

/**
 * Returns consecutive boxes up to the first invalid one.
 *
 * ISO/IEC 14496-12, 4.2: a size of 1 means a 64-bit size after the type, 0 the rest of the file.
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

/** Returns the content of the first box of a type, or an empty buffer. */
export function bodyOf(bytes: Buffer, type: string): Buffer {
  for (const box of boxesIn(bytes)) if (box.type === type) return box.body;
  return Buffer.alloc(0);
}
