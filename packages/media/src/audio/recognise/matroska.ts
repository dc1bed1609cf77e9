/** RFC 9559, 5.1.4.1.21: a codec's id begins with what it codes; the element's own id is 0x86. */
const CODEC_ID = /\x86[\x80-\xa0]([AVS])_[A-Z]/g;

/** The kinds of track (`A`, `V`, `S`) whose codec a Matroska or WebM file's first bytes name. */
export const matroskaTracks = (firstBytes: Uint8Array): string[] =>
  [...Buffer.from(firstBytes).toString('latin1').matchAll(CODEC_ID)].map(([, kind]) => kind!);
