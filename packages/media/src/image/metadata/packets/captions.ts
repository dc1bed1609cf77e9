import { limits } from '../../limits.ts';
import { clean } from '../exif/values.ts';

/** The metadata that people write about a picture. */
export type Caption = {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: string[];
  /** 1 to 5. */
  readonly rating?: number;
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
