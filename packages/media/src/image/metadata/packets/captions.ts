import { limits } from '../../limits.ts';
import { clean } from '../exif/values.ts';

/** The metadata that people write about a picture. */
export type Caption = {
  readonly title?: string;
  readonly headline?: string;
  readonly description?: string;
  readonly keywords?: string[];
  /** Levels are separated by `|`, as in `Places|Portugal|Lisbon`. */
  readonly hierarchicalKeywords?: string[];
  /** 1 to 5. */
  readonly rating?: number;
  readonly artist?: string;
  readonly copyright?: string;
};

/** Parses a rating. In XMP, −1 means rejected, and 0 or no value unrated. */
export function rating(value: string | undefined): number | undefined {
  const stars = Math.round(Number(value));
  return stars >= 1 && stars <= 5 ? stars : undefined;
}

export function keywords(values: readonly string[]): string[] | undefined {
  const cleaned = values.flatMap((value) => clean(value) ?? []);
  const unique = [...new Set(cleaned)].slice(0, limits.maxKeywords);
  return unique.length > 0 ? unique : undefined;
}

/** Joins the names of several people, as EXIF does (EXIF 3.0, Artist). */
export const names = (values: readonly string[]): string | undefined =>
  clean(values.flatMap((value) => clean(value) ?? []).join('; '));

/**
 * Returns keywords with a hierarchy. Programs write all of them to each property, of which the first wins;
 * digiKam and Windows separate levels by `/`.
 */
export function hierarchy(
  bars: readonly string[],
  ...slashes: readonly (readonly string[])[]
): string[] | undefined {
  const paths = [bars, ...slashes.map((each) => each.map((path) => path.replaceAll('/', '|')))];
  const found = paths.find((each) => each.some((path) => path.includes('|'))) ?? [];
  return keywords(found.filter((path) => path.includes('|')));
}
