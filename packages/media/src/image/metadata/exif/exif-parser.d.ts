// exif-parser has no types of its own. Its public entry takes whole JPEG files and interprets values;
// these two inner modules read one EXIF block and leave the values raw.

declare module 'exif-parser/lib/bufferstream.js' {
  export default class BufferStream {
    constructor(buffer: Buffer, offset: number, length: number, bigEndian: boolean);
  }
}

declare module 'exif-parser/lib/exif.js' {
  import type BufferStream from 'exif-parser/lib/bufferstream.js';

  const exif: {
    readonly GPSIFD: number;
    parseTags(
      stream: BufferStream,
      onTag: (
        directory: number,
        tag: number,
        value: Uint8Array | number[] | [number, number][],
      ) => void,
    ): boolean;
  };
  export default exif;
}
