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

/** Counts control characters in the bytes of a text that may come in several pieces. */
export function createControlCount() {
  let bytes = 0;
  let tolerated = 0;
  let refused = 0;
  return {
    add(piece: Uint8Array): void {
      bytes += piece.length;
      for (const byte of piece) {
        if (byte >= 0x20 ? byte !== 0x7f : isSpacing(byte)) continue;
        // A crash leaves NULs in a log; DOS ends a text with 0x1A.
        if (byte === 0 || byte === 0x1a) tolerated += 1;
        else refused += 1;
      }
    },
    /** Whether there are few enough for a text. */
    isText: (): boolean => refused === 0 && tolerated <= bytes * limits.text.maxNulShare,
  };
}

/** Tab, line ends, form feed and escape. */
const isSpacing = (byte: number): boolean => (byte >= 9 && byte <= 13) || byte === 0x1b;

/** Whether bytes have no control characters that a text cannot have. */
export function isWithoutControls(bytes: Uint8Array): boolean {
  const controls = createControlCount();
  controls.add(bytes);
  return controls.isText();
}

/** Number of valid characters that outweigh an invalid byte of UTF-8. */
const VALID_PER_INVALID = 2;

/** Counts the characters of UTF-8 in bytes that may come in several pieces. */
export function createUtf8Count() {
  const decoder = new TextDecoder('utf-8');
  let valid = 0;
  let invalid = 0;
  return {
    add(bytes: Uint8Array): void {
      const text = decoder.decode(bytes, { stream: true });
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === 0xfffd) invalid += 1;
        else if (code > 0x7f) valid += 1;
      }
    },
    /** Whether it is UTF-8 with few damaged bytes. In other encodings, few characters are valid. */
    isUtf8: (): boolean => valid >= invalid * VALID_PER_INVALID,
  };
}

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
