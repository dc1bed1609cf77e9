import { latin1OrUtf8 } from './values.ts';

/** EXIF 3.0, UserComment: eight bytes name the encoding. */
const CODE_BYTES = 8;

/** Returns the text of a UserComment, for whose UTF-16 EXIF does not define a byte order. */
export function decodeComment(value: Uint8Array, littleEndian: boolean): string {
  const code = Buffer.from(value.subarray(0, CODE_BYTES))
    .toString('latin1')
    .replace(/[\0 ]+$/, '');
  const body = value.subarray(CODE_BYTES);
  switch (code.toUpperCase()) {
    case 'UNICODE':
      return decodeUtf16(body, littleEndian);
    case 'JIS':
      return new TextDecoder('iso-2022-jp').decode(body);
    case 'ASCII':
    case '':
      return latin1OrUtf8(body);
    default:
      // Some programs omit the code.
      return latin1OrUtf8(value);
  }
}

/** Returns the text of a tag of Windows (`XPTitle` and others). */
export const decodeWindows = (value: Uint8Array): string =>
  new TextDecoder('utf-16le').decode(value);

/**
 * Decodes by a byte order mark, or else by the order in which fewer different high bytes occur: the letters
 * of a script are close together.
 */
function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  return new TextDecoder(isLittleEndian(bytes, littleEndian) ? 'utf-16le' : 'utf-16be').decode(
    bytes,
  );
}

function isLittleEndian(bytes: Uint8Array, otherwise: boolean): boolean {
  const mark = bytes[0] === 0xff || bytes[0] === 0xfe ? bytes[0] ^ (bytes[1] ?? 0) : 0;
  if (mark === 1) return bytes[0] === 0xff;
  const different = (offset: number) =>
    new Set(bytes.filter((_, index) => index % 2 === offset)).size;
  const [even, odd] = [different(0), different(1)];
  return even === odd ? otherwise : odd < even;
}
