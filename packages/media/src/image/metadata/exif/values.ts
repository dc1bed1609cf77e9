import { limits } from '../../limits.ts';
import type { RawValue } from './tags.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');

/** Control characters, and the marks that turn the direction of what is written after them. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A text, cleaned: up to the first NUL, UTF-8 or else Latin-1 (EXIF says ASCII, cameras do not), no
 * control characters, cut to a limit. Undefined where nothing legible is left, such as `----`.
 */
export function text(value: RawValue | undefined): string | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const nul = value.indexOf(0);
  const bytes = nul === -1 ? value : value.subarray(0, nul);
  return clean(latin1OrUtf8(bytes));
}

/** The same for a text that is decoded already. */
export function clean(decoded: string): string | undefined {
  const legible = (decoded.split('\0', 1)[0] ?? '').replaceAll(UNPRINTABLE, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(legible)) return undefined;
  return [...legible].slice(0, limits.exif.maxTextLength).join('').trim();
}

/** UTF-8 where it is valid, else Latin-1 as Windows writes it. */
export function latin1OrUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

/** Beyond these a measure is noise, and the catalog's numbers end (at 1e±130). */
const MAX_MAGNITUDE = 1e12;
const MIN_MAGNITUDE = 1e-9;

/** The number at an index: an integer, or a fraction; undefined for one with denominator 0. */
export function number(value: RawValue | undefined, index = 0): number | undefined {
  if (value instanceof Uint8Array) return undefined;
  const item = value?.[index];
  if (item === undefined) return undefined;
  const result = typeof item === 'number' ? item : item[0] / item[1];
  if (!(Math.abs(result) <= MAX_MAGNITUDE)) return undefined;
  return Math.abs(result) < MIN_MAGNITUDE ? 0 : result;
}

/** Some cameras write a negative fraction as an unsigned one: 0xffffffff is −1. */
export function signedNumber(value: RawValue | undefined): number | undefined {
  const item = value?.[0];
  if (item === undefined || typeof item === 'number') return number(value);
  return number([[item[0] | 0, item[1] | 0]]);
}

/** A number above 0: EXIF writes 0 for unknown in most of its measures. */
export function positive(value: RawValue | undefined): number | undefined {
  const result = number(value);
  return result !== undefined && result > 0 ? result : undefined;
}

/** Rounded to a number of decimals, so that a fraction reads as it was meant. */
export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** An object without the fields that are not known; undefined where none is. */
export function known<Fields extends Record<string, unknown>>(fields: Fields) {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length === 0
    ? undefined
    : (Object.fromEntries(entries) as { [Name in keyof Fields]?: NonNullable<Fields[Name]> });
}
