/** Encodes 16-bit integers in big-endian order. */
export function u16(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(2 * numbers.length);
  numbers.forEach((number, index) => {
    bytes.writeUInt16BE(number, 2 * index);
  });
  return bytes;
}

/** Encodes 32-bit integers in big-endian order, negative ones in two's complement. */
export function u32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) => {
    bytes.writeUInt32BE(number >>> 0, 4 * index);
  });
  return bytes;
}
