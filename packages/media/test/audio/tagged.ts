/** ID3v2.3, 3.1: seven bits per byte. */
const syncsafe = (value: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));

type Frame = readonly [id: string, content: Buffer];

/**
 * Prepends an ID3v2.3 tag to an MP3. The content of an `APIC` frame is the picture of a front cover.
 */
export function withId3(mp3: Uint8Array, frames: readonly Frame[]): Buffer {
  const body = Buffer.concat(
    frames.map(([id, content]) => {
      const data =
        id === 'APIC'
          ? Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), content])
          : content;
      const head = Buffer.alloc(10);
      head.write(id, 'latin1');
      head.writeUInt32BE(data.length, 4);
      return Buffer.concat([head, data]);
    }),
  );
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), syncsafe(body.length), body, mp3]);
}

/** A text frame in UTF-16 with a byte order mark. */
export const textFrame = (id: string, text: string): Frame => [
  id,
  Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
];
