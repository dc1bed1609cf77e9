import { analyse } from 'chardet';
import { limits } from '../limits.ts';

/** Byte order marks: The Unicode Standard, 23.8. */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that a byte order mark names. */
export const markedEncoding = (bytes: Uint8Array): string | undefined =>
  MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];

/** Whether bytes are UTF-8 as far as they go: the last character may be cut. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether bytes have control characters that no text has, but tab, line ends, form feed and escape. */
export const hasControls = (bytes: Uint8Array): boolean =>
  bytes.some(
    (byte) => (byte < 0x20 && !(byte >= 9 && byte <= 13) && byte !== 0x1b) || byte === 0x7f,
  );

/**
 * Guesses the encoding of bytes that are not UTF-8, from how often their characters occur. Where the
 * bytes are few this is little more than a guess.
 *
 * @returns a name of the WHATWG's Encoding Standard; `windows-1252` where nothing else is known.
 */
export function guessedEncoding(bytes: Uint8Array): string {
  for (const { name } of analyse(bytes.subarray(0, limits.text.sampleBytes))) {
    if (isDecodable(name)) return new TextDecoder(name).encoding;
  }
  return 'windows-1252';
}

/** Whether a name is that of an encoding which is read here; UTF-16 is only believed with its mark. */
export function isDecodable(name: string): boolean {
  if (/^utf-?(?:16|32)/i.test(name)) return false;
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
