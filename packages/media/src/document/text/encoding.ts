import { analyse } from 'chardet';
import { limits } from '../limits.ts';

/** Byte order marks (The Unicode Standard, 23.8). */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Returns the encoding of a byte order mark. */
export const markedEncoding = (bytes: Uint8Array): string | undefined =>
  MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];

/** Whether bytes are valid UTF-8. The last character may be incomplete. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether bytes have control characters other than tab, line ends, form feed and escape. */
export const hasControls = (bytes: Uint8Array): boolean =>
  bytes.some(
    (byte) => (byte < 0x20 && !(byte >= 9 && byte <= 13) && byte !== 0x1b) || byte === 0x7f,
  );

/**
 * Guesses the encoding of bytes that are not UTF-8 by character frequency. Unreliable for short texts.
 *
 * @returns a name of the WHATWG's Encoding Standard; `windows-1252` by default
 */
export function guessedEncoding(bytes: Uint8Array): string {
  for (const { name } of analyse(bytes.subarray(0, limits.text.sampleBytes))) {
    if (isDecodable(name)) return new TextDecoder(name).encoding;
  }
  return 'windows-1252';
}

/** Whether an encoding is supported. UTF-16 requires a byte order mark. */
export function isDecodable(name: string): boolean {
  if (/^utf-?(?:16|32)/i.test(name)) return false;
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
