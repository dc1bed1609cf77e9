import { parseXml } from '../../containers/xml/parse.ts';
import type { Zip } from '../../containers/zip.ts';

/** Returns the text of a number in a cell with this style. */
export type NumberFormats = (value: string, style: number) => string;

/** Built-in formats (ECMA-376, part 1, 18.8.30), some of which depend on the language of the program. */
function builtIn(id: number): string | undefined {
  if (id === 9) return '0%';
  if (id === 10) return '0.00%';
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return 'h:mm:ss';
  if (id === 22) return 'yyyy-mm-dd h:mm';
  if (id === 46) return '[h]:mm:ss';
  const isDate = (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return isDate ? 'yyyy-mm-dd' : undefined;
}

/**
 * Reads the number formats of a workbook's styles (18.8.10, 18.8.31): dates and times are written as in
 * ISO 8601, percentages with their sign, other numbers without format.
 *
 * @param part the styles, if the workbook has them
 */
export async function readNumberFormats(
  zip: Zip,
  part: string | undefined,
  has1904Dates: boolean,
): Promise<NumberFormats> {
  const codes = new Map<number, string>();
  const styles: ((value: number) => string | undefined)[] = [];
  let isCells = false;
  if (part !== undefined && zip.has(part)) {
    await parseXml(zip.chunks(part), {
      open(name, attribute) {
        const id = Number(attribute('numFmtId'));
        if (name === 's:numFmt') codes.set(id, (attribute('formatCode') ?? '').slice(0, MAX_CODE));
        if (name === 's:cellXfs') isCells = true;
        if (name === 's:xf' && isCells)
          styles.push(formatOf(codes.get(id) ?? builtIn(id) ?? '', has1904Dates));
      },
      close(name) {
        if (name === 's:cellXfs') isCells = false;
      },
    });
  }
  return (value, style) => {
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) return value;
    return styles[style]?.(number) ?? precise(number);
  };
}

/** Maximum length of a format in characters, that of Excel. */
const MAX_CODE = 255;

/** Excel shows and stores 15 digits; files may have more, as 0.30000000000000004. */
const precise = (number: number): string => String(Number(number.toPrecision(15)));

/** Texts in quotes, escaped characters, colours, languages, and characters that reserve width. */
const LITERALS = /"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]/gi;

function formatOf(code: string, has1904Dates: boolean): (value: number) => string | undefined {
  const [section = ''] = code.replaceAll(LITERALS, '').split(';');
  if (/general/i.test(section)) return () => undefined;
  if (section.includes('%')) {
    const decimals = /\.([0#?]{0,15})/.exec(section)?.[1]?.length ?? 0;
    return (value) => `${Number((value * 100).toFixed(decimals))}%`;
  }
  if (/\[[hms]+\]/i.test(section)) return duration;
  const hasTime = /[hs]/i.test(section);
  const hasDate = /[yd]/i.test(section) || (!hasTime && /m/i.test(section));
  if (!hasTime && !hasDate) return () => undefined;
  return (value) => dateTime(value, has1904Dates, hasDate, hasTime);
}

const DAY_SECONDS = 86_400;
/** Days from the first day of each date system to 1 January 1970 (18.17.4.1). */
const DAYS_TO_1970 = { of1900: 25_569, of1904: 24_107 } as const;
/** 31 December 9999. */
const MAX_DAY = 2_958_465;
/** Excel counts 29 February 1900, which did not exist. */
const FALSE_LEAP_DAY = 60;

function dateTime(value: number, has1904Dates: boolean, hasDate: boolean, hasTime: boolean) {
  if (value < 0 || value > MAX_DAY) return undefined;
  const isEarly = !has1904Dates && value < FALSE_LEAP_DAY && value >= 1;
  const days = value + (isEarly ? 1 : 0) - DAYS_TO_1970[has1904Dates ? 'of1904' : 'of1900'];
  const [date = '', time = ''] = new Date(Math.round(days * DAY_SECONDS) * 1000)
    .toISOString()
    .replace(/(?::00)?\.000Z$/, '')
    .split('T');
  return [hasDate ? [date] : [], hasTime ? [time] : []].flat().join(' ');
}

function duration(value: number): string | undefined {
  if (value < 0) return undefined;
  const seconds = Math.round(value * DAY_SECONDS);
  const two = (number: number) => String(number % 60).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60))}:${two(seconds)}`;
}
