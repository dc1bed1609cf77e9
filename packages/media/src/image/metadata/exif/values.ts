import { defined } from '../../../defined.ts';
import { limits } from '../../limits.ts';
import type { RawValue } from './tags.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');

/** Control characters and bidirectional control characters. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Decodes a text up to the first NUL as UTF-8 or Latin-1 (cameras do not write ASCII only), without
 * control characters and cut to the limit. Undefined without letters, digits or pictographs, such
 * as `----`.
 */
export function text(value: RawValue | undefined): string | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const nul = value.indexOf(0);
  const bytes = nul === -1 ? value : value.subarray(0, nul);
  return clean(latin1OrUtf8(bytes));
}

/** Sanitizes a decoded text in the same way. */
export function clean(decoded: string): string | undefined {
  const printable = (decoded.split('\0', 1)[0] ?? '').replaceAll(UNPRINTABLE, ' ').trim();
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(printable)) return undefined;
  return [...printable].slice(0, limits.exif.maxTextLength).join('').trim();
}

/** Decodes valid UTF-8, else Windows-1252. */
export function latin1OrUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

/** Bounds of plausible values, within the range of the catalog's numbers (1e±130). */
const MAX_MAGNITUDE = 1e12;
const MIN_MAGNITUDE = 1e-9;

/** Returns the number at an index, an integer or fraction. Undefined for a denominator of 0. */
export function number(value: RawValue | undefined, index = 0): number | undefined {
  if (value instanceof Uint8Array) return undefined;
  const item = value?.[index];
  if (item === undefined) return undefined;
  const result = typeof item === 'number' ? item : item[0] / item[1];
  if (!(Math.abs(result) <= MAX_MAGNITUDE)) return undefined;
  return Math.abs(result) < MIN_MAGNITUDE ? 0 : result;
}

/** Returns a signed number. Some cameras write negative fractions as unsigned: 0xffffffff is −1. */
export function signedNumber(value: RawValue | undefined): number | undefined {
  const item = value?.[0];
  if (item === undefined || typeof item === 'number') return number(value);
  return number([[item[0] | 0, item[1] | 0]]);
}

/** Returns a number above 0, as 0 means unknown for most EXIF values. */
export function positive(value: RawValue | undefined): number | undefined {
  const result = number(value);
  return result !== undefined && result > 0 ? result : undefined;
}

/** Rounds to a number of decimals. */
export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** Returns the fields whose value is not undefined, or undefined if there is none. */
export function anyDefined<Fields extends object>(fields: Fields) {
  const known = defined(fields);
  return Object.keys(known).length === 0 ? undefined : known;
}
