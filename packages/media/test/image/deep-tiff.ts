/** Writes an uncompressed RGB TIFF of 16 bits a sample (TIFF 6.0, section 6): sharp writes 8 at most. */
export function deepTiff(width: number, height: number, samples: Uint16Array): Buffer {
  const HEADER = 8;
  const fields = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 3, 0],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, 0],
    [277, 3, 1, 3],
    [278, 4, 1, height],
    [279, 4, 1, samples.byteLength],
  ];
  const bitsAt = HEADER + 2 + 12 * fields.length + 4;
  const file = Buffer.alloc(bitsAt + 6);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(HEADER, 4);
  file.writeUInt16LE(fields.length, HEADER);
  fields.forEach(([tag, type, count, value], index) => {
    const at = HEADER + 2 + 12 * index;
    file.writeUInt16LE(tag!, at);
    file.writeUInt16LE(type!, at + 2);
    file.writeUInt32LE(count!, at + 4);
    const pointed = tag === 258 ? bitsAt : tag === 273 ? file.length : value;
    file.writeUInt32LE(pointed!, at + 8);
  });
  for (const channel of [0, 1, 2]) file.writeUInt16LE(16, bitsAt + 2 * channel);
  return Buffer.concat([file, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}
