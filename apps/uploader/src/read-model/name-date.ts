/** A year, month and day, separated alike or not at all, that are no part of a longer number or word. */
const DAY =
  '(?<!\\d)(?<year>(?:19|20)\\d\\d)(?<between>[-_.]?)(?<month>\\d\\d)\\k<between>(?<day>\\d\\d)(?!\\d(?!\\d{5}(?!\\d)))(?![a-su-z])';

/** A time after nothing, a separator or a word, perhaps with milliseconds or AM and PM. */
const TIME =
  '(?:[-_ T]|,? \\p{L}{1,6} |)(?<hour>\\d\\d|\\d(?=[-_.:]))(?<within>[-_.:]?)(?<minute>\\d\\d)\\k<within>(?<second>\\d\\d)(?!\\d(?!\\d\\d(?!\\d)))(?:\\s?(?<half>[AP])\\.?M\\b)?';

/**
 * `IMG_20190704_153012`, `IMG-20190704-WA0001`, `Screenshot 2021-05-03 at 10.11.12 PM`,
 * `photo_2021-05-03_10-11-12`, `PXL_20210503_101112345`.
 */
const DATE = new RegExp(`${DAY}(?:${TIME})?`, 'iu');

const DAY_MS = 86_400_000;

/**
 * Returns the date in a file name as a local time, at 00:00 if the name has no time. Undefined without a
 * date, and for one after the upload, which is a plan and not the date of the file.
 *
 * @param uploaded RFC 3339
 */
export function dateInName(name: string, uploaded: string): string | undefined {
  const found = DATE.exec(name)?.groups;
  if (!found) return undefined;
  const day = `${found.year}-${found.month}-${found.day}`;
  const time = timeOf(found);
  const at = Date.parse(`${day}T${time}Z`);
  const exists = !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
  // A day, because local time can be ahead of UTC.
  return exists && at <= Date.parse(uploaded) + DAY_MS ? `${day}T${time}` : undefined;
}

const MIDNIGHT = '00:00:00';

function timeOf({ hour, minute, second, half }: Record<string, string | undefined>): string {
  if (hour === undefined) return MIDNIGHT;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const time = `${String(hours).padStart(2, '0')}:${minute}:${second}`;
  return Number.isNaN(Date.parse(`2000-01-01T${time}Z`)) ? MIDNIGHT : time;
}
