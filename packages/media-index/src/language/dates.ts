import { fold } from './fold.ts';

const LANGUAGES = ['en', 'pt'] as const;

/** The names of each month in every language, folded: `may`, `maio`, `mai`. */
const MONTHS: readonly (readonly string[])[] = Array.from({ length: 12 }, (_, month) => {
  const day = new Date(Date.UTC(2024, month, 15));
  const names = LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).map((width) =>
      fold(day.toLocaleDateString(language, { month: width, timeZone: 'UTC' })).replace('.', ''),
    ),
  );
  return [...new Set(names)];
});

const MONTH_NAMES = new Set(MONTHS.flat());

/** Words between the parts of a written date: `14 de maio de 2024`, `14th of May`. */
const CONNECTORS = new Set(['de', 'of']);

/**
 * The words by which the index finds a date: year, month and day as numbers, and the month's names.
 *
 * @param date a local time, `2024-05-06T07:08:09`
 */
export function dateWords(date: string): string[] {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return [year, month, day, ...(MONTHS[Number(month) - 1] ?? [])];
}

/** Whether a word of a query only connects the name of a month with its neighbours. */
export const isConnector = (word: string, ...neighbours: (string | undefined)[]): boolean =>
  CONNECTORS.has(fold(word)) &&
  neighbours.some((other) => other !== undefined && MONTH_NAMES.has(fold(other)));
