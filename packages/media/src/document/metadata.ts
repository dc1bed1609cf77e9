import { limits } from './limits.ts';
import type { DocumentMetadata } from './schema.ts';
import { excerptOf } from './text/excerpt.ts';
import { legible } from './text/legible.ts';

/** What a format's reader found, as it stands in the file; what is empty counts as unknown. */
export type Facts = {
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly description?: string | undefined;
  /** One text a keyword, or several in one with commas or semicolons between them. */
  readonly keywords?: readonly string[] | undefined;
  /** BCP 47, such as `pt-BR`. */
  readonly language?: string | undefined;
  /** ISO 8601; without an offset where the file has none. */
  readonly created?: string | undefined;
  readonly modified?: string | undefined;
  /** The program that the document was written with, where another one made the file of it. */
  readonly creator?: string | undefined;
  /** The program that wrote the file. */
  readonly producer?: string | undefined;
  readonly publisher?: string | undefined;
};

/** Cleans the facts, and leaves out those that are unknown or empty. */
export function describe({
  keywords,
  created,
  modified,
  language,
  ...texts
}: Facts): Partial<DocumentMetadata> {
  return known({
    title: value(texts.title),
    author: value(texts.author),
    subject: value(texts.subject),
    description: value(texts.description),
    creator: value(texts.creator),
    producer: value(texts.producer),
    publisher: value(texts.publisher),
    keywords: words(keywords),
    language: language && LANGUAGE.test(language.trim()) ? language.trim() : undefined,
    created: date(created),
    modified: date(modified),
  });
}

/** Drops the fields whose value is unknown. */
export const known = (fields: Partial<DocumentMetadata>): Partial<DocumentMetadata> =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));

/** One line without white space around it; undefined where nothing legible is left. */
export function value(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = excerptOf(legible(text), limits.maxValueCharacters).replaceAll('\n', ' ').trim();
  return /[\p{L}\p{N}]/u.test(line) ? line : undefined;
}

function words(texts: readonly string[] = []): string[] | undefined {
  const each = texts.flatMap((text) => text.split(/[,;\n]/)).flatMap((word) => value(word) ?? []);
  const unique = [...new Set(each)].slice(0, limits.maxKeywords);
  return unique.length > 0 ? unique : undefined;
}

/** BCP 47 in outline: subtags of letters and digits. */
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

/** `210 × 297 mm`, from points of 1/72 inch; undefined where they make no page. */
export function pageSize(width: number, height: number): string | undefined {
  const [wide, high] = [width, height].map((points) => Math.round(points * MM_PER_POINT));
  return wide! > 0 && high! > 0 && wide! < 1e6 && high! < 1e6 ? `${wide} × ${high} mm` : undefined;
}
