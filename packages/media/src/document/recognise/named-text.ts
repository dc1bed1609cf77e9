import type { Hints } from '../../kind.ts';
import { isUtf8, isWithoutControls, markedEncoding } from '../text/encoding.ts';
import { textTypeByName } from './names.ts';

/** Formats that are text themselves, by what only a file of the format begins with. */
const signatures: Readonly<Record<string, RegExp>> = {
  'application/pdf': /^%PDF-\d\.\d/,
  'application/rtf': /^\{\\rtf\d/,
  'application/xml': /^/,
};

/**
 * Whether a file has the name and the bytes of a text, although it begins like another format: `BM`,
 * `MZ`, `ID3`, `GIF8`, `%PDF` and `solid` may be the beginning of a word.
 */
export function isNamedText(firstBytes: Uint8Array, { detected, filename }: Hints): boolean {
  if (detected === undefined || textTypeByName(filename) === undefined) return false;
  const head = Buffer.from(firstBytes.subarray(0, 20)).toString('latin1');
  if (signatures[detected]?.test(head)) return false;
  if (markedEncoding(firstBytes)?.startsWith('utf-16')) return true;
  return isWithoutControls(firstBytes) && isUtf8(firstBytes);
}
