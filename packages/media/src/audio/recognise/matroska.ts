/** RFC 9559, 5.1.4.1.21: a codec id starts with the track type; the element's id is 0x86. */
const CODEC_ID = /\x86[\x80-\xa0]([AVS])_[A-Z]/g;

/** Returns the track types (`A`, `V`, `S`) in the first bytes of a Matroska or WebM file. */
export const matroskaTracks = (firstBytes: Uint8Array): string[] =>
  [...Buffer.from(firstBytes).toString('latin1').matchAll(CODEC_ID)].flatMap(
    ([, kind]) => kind ?? [],
  );
