import { statedDate } from '../../dates/stated-date.ts';
import type { StatedDate } from '../../schema.ts';

/** `2003/5/6`, `2003.05.06`. */
const YEAR_FIRST = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/;
/** `20030506`. */
const COMPACT = /^(\d{4})(\d\d)(\d\d)$/;
/** `6.5.2003`, `06/05/2003`, in which the day or the month comes first. */
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})$/;
/** A year of four digits anywhere. */
const YEAR = /(?<!\d)([12]\d{3})(?!\d)/;

/**
 * Reads the date of a tag in any order, as precise as it is certain: of `06/05/2003` only the year is. A
 * date with dots is written with its day first.
 */
export function readTagDate(text: string | undefined): StatedDate | undefined {
  const date = text?.trim() ?? '';
  return statedDate('tag', ...spellings(date), YEAR.exec(date)?.[1]);
}

function spellings(date: string): (string | undefined)[] {
  const [, year, month, day] = YEAR_FIRST.exec(date) ?? COMPACT.exec(date) ?? [];
  const [, one, sign, other, lastYear] = YEAR_LAST.exec(date) ?? [];
  const dayFirst = sign === '.' || Number(one) > 12;
  const isCertain = dayFirst || Number(other) > 12 || one === other;
  return [
    isPlausible(date) ? date : undefined,
    isoDay(year, month, day),
    isCertain ? isoDay(lastYear, dayFirst ? other : one, dayFirst ? one : other) : undefined,
  ];
}

/** ISO 8601, but not a year such as 0006 that another reader has made of a day. */
const isPlausible = (date: string): boolean => /^[12]\d{3}(?:-|$)/.test(date);

const isoDay = (year?: string, month?: string, day?: string): string | undefined =>
  year && month && day && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
