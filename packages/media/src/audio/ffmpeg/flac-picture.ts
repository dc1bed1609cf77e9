/** A cover picture, as a JPEG. `width` and `height` are in pixels. */
export interface Cover {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** RFC 9639, section 8.8, table 13: the front cover. */
const FRONT_COVER = 3;
const BITS_PER_PIXEL = 24;

/**
 * Returns a cover for Ogg files: FLAC's picture block in Base64, as the comment of this name.
 *
 * @see https://wiki.xiph.org/VorbisComment#METADATA_BLOCK_PICTURE
 */
export function flacPicture({ jpeg, width, height }: Cover): { METADATA_BLOCK_PICTURE: string } {
  const mimeType = 'image/jpeg';
  const noDescription = number(0);
  const noPalette = number(0);
  const block = Buffer.concat([
    ...[number(FRONT_COVER), number(mimeType.length), Buffer.from(mimeType), noDescription],
    ...[number(width), number(height), number(BITS_PER_PIXEL), noPalette],
    ...[number(jpeg.length), jpeg],
  ]);
  return { METADATA_BLOCK_PICTURE: block.toString('base64') };
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
