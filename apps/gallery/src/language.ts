/** The languages of the columns of each table of texts, as Intl and the `lang` attribute name them. */
export const languages = ['en', 'pt-BR'] as const;
export type Language = (typeof languages)[number];

/** The page's language, and the locale of its dates and numbers. */
export interface Choice {
  readonly language: Language;
  readonly locale: string;
}

/** Returns the first of the user's preferred languages that the page has texts for. */
export function chooseLanguage(preferred: readonly string[]): Choice {
  for (const wanted of preferred) {
    // Some browsers report a POSIX locale such as `en-US@posix`, which is not a language tag.
    const locale = /^[a-z\d-]+/i.exec(wanted)?.[0] ?? '';
    if (/^pt\b/i.test(locale)) return { language: 'pt-BR', locale };
    if (/^en\b/i.test(locale)) return { language: 'en', locale };
  }
  return { language: 'en', locale: 'en' };
}

export type Values = Readonly<Record<string, string | number>>;

/** Replaces the `{placeholders}` of a text by values. */
export const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (place, key) => String(values[key] ?? place));
