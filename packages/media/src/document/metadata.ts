import { defined } from '../defined.ts';
import { limits } from './limits.ts';
import type { DocumentMetadata } from './schema.ts';
import { excerptOf } from './text/excerpt.ts';
import { sanitize } from './text/sanitize.ts';

/** The metadata that a reader found, unprocessed. Empty values count as unknown. */
export type RawMetadata = {
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
  /** Keywords as separate texts or as lists with commas or semicolons. */
  readonly keywords?: readonly string[] | undefined;
  /** BCP 47, such as `pt-BR`. */
  readonly language?: string | undefined;
  /** ISO 8601, with an offset only if the file has one. */
  readonly created?: string | undefined;
  readonly modified?: string | undefined;
  /** The program in which the document was written, if another one wrote the file. */
  readonly creator?: string | undefined;
  /** The program that wrote the file. */
  readonly producer?: string | undefined;
  readonly publisher?: string | undefined;
};

/** Sanitizes the metadata and omits unknown and empty values. */
export function cleanMetadata({
  keywords,
  created,
  modified,
  language,
  ...texts
}: RawMetadata): Partial<DocumentMetadata> {
  return defined({
    title: singleLine(texts.title),
    author: singleLine(texts.author),
    subject: singleLine(texts.subject),
    description: singleLine(texts.description),
    creator: singleLine(texts.creator),
    producer: singleLine(texts.producer),
    publisher: singleLine(texts.publisher),
    keywords: keywordsOf(keywords),
    language: language && LANGUAGE.test(language.trim()) ? language.trim() : undefined,
    created: date(created),
    modified: date(modified),
  });
}

/** Returns a text as one trimmed line, or undefined if it has no letter or digit. */
export function singleLine(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = excerptOf(sanitize(text), limits.maxValueCharacters).replaceAll('\n', ' ').trim();
  return /[\p{L}\p{N}]/u.test(line) ? line : undefined;
}

function keywordsOf(texts: readonly string[] = []): string[] | undefined {
  const each = texts
    .flatMap((text) => text.split(/[,;\n]/))
    .flatMap((word) => singleLine(word) ?? []);
  const unique = [...new Set(each)].slice(0, limits.maxKeywords);
  return unique.length > 0 ? unique : undefined;
}

/** A simplified BCP 47 tag: subtags of letters and digits. */
const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

/** W3C's note on date and time formats, and ISO 8601 without an offset, as OpenDocument has it. */
const DATE =
  /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

function date(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined || !DATE.test(trimmed)) return undefined;
  const day = trimmed.length >= 10 ? trimmed.slice(0, 10) : `${trimmed}-01-01`.slice(0, 10);
  return Number.isNaN(Date.parse(day)) ? undefined : trimmed;
}

const MM_PER_POINT = 25.4 / 72;

/** Formats a page size in points (1/72 inch) as `210 × 297 mm`. Undefined for an invalid size. */
export function pageSize(width: number, height: number): string | undefined {
  const wide = Math.round(width * MM_PER_POINT);
  const high = Math.round(height * MM_PER_POINT);
  return wide > 0 && high > 0 && wide < 1e6 && high < 1e6 ? `${wide} × ${high} mm` : undefined;
}
