import { limits } from '../limits.ts';

/** Replaces control characters, which some formats use as terminators. Undefined without text. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const clean = value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: matched on purpose
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, limits.tags.maxTextLength);
  return clean || undefined;
}

/** Returns the different texts of a list, or undefined if there are none. */
export function texts(values: readonly unknown[] | undefined): string[] | undefined {
  const different = new Set((values ?? []).map(text).filter((value) => value !== undefined));
  return different.size > 0 ? [...different].slice(0, limits.tags.maxValues) : undefined;
}
