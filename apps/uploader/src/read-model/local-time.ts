/** Year, month, day and time; any zone is left out. */
const DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?)?)?(?![\d:])/;

/**
 * Returns a date of a file as a local time such as `2024-05-06T07:08:09`, with the first month, day and
 * time where it has none. Undefined if it is no date.
 */
export function localTimeOf(text: string | undefined): string | undefined {
  const parts = DATE.exec(text ?? '');
  if (!parts) return undefined;
  const [, year, month = '01', day = '01', time = '00:00:00'] = parts;
  const local = `${year}-${month}-${day}T${time}`;
  return Number.isNaN(Date.parse(`${local}Z`)) ? undefined : local;
}
