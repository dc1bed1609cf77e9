/** ITU-T T.81, B.2.1: the end of an image. */
const END = Buffer.from([0xff, 0xd9]);

/** Appends the end of the image, which decoders need to accept a picture whose last bytes are missing. */
export const closeJpeg = (file: Buffer): Buffer => Buffer.concat([file, END]);
