/** A time on a clock, as precise as it was written. */
export interface ClockTime {
  /** `2024-05-06T07:08:09.123`, `2024-05-06T07:08:09`, `2024-05-06`, `2024-05` or `2024`. */
  readonly local: string;
  /** Offset from UTC such as `+02:00`. Undefined if unknown. */
  readonly offset: string | undefined;
}

/** `2024:05:06 07:08:09` (EXIF) and ISO 8601, in which all but the year may be missing (XMP, W3C). */
const TIME =
  /^(\d{4})(?:[:/-](\d\d)(?:[:/-](\d\d)(?:[ T]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,](\d+))?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?$/;
const OFFSET = /^([+-])(\d\d):?(\d\d)$/;

/** Whether a time zone may be so many minutes east of UTC: from Baker Island to Kiribati. */
export const isOffset = (minutes: number): boolean => minutes >= -12 * 60 && minutes <= 14 * 60;

/**
 * Reads a date with or without a time. Undefined for what is no date, such as 31 February. Hour 24, which
 * some cameras write after midnight, is hour 0 of the same day.
 */
export function readClockTime(text: string | undefined): ClockTime | undefined {
  const [, year, month, day, hour, minute, second = '00', fraction, zone] =
    TIME.exec(text?.trim() ?? '') ?? [];
  if (year === undefined || Number(year) === 0) return undefined;
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  if (!isCalendarDay(`${date}-01-01`.slice(0, 10))) return undefined;
  if (hour === undefined) return { local: date, offset: undefined };
  const time = `${hour === '24' ? '00' : hour}:${minute}:${second}`;
  if (Number.isNaN(Date.parse(`${date}T${time}Z`))) return undefined;
  return {
    local: `${date}T${time}${fraction === undefined ? '' : `.${milliseconds(fraction)}`}`,
    offset: readOffset(zone),
  };
}

/** Three digits of a fraction of a second. */
export const milliseconds = (digits: string): string => digits.slice(0, 3).padEnd(3, '0');

/** Whether a day exists: `Date` accepts 30 February. */
export function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Reads an offset of a real time zone. */
export function readOffset(text: string | undefined): string | undefined {
  if (text === 'Z') return '+00:00';
  const [, sign, hours, minutes] = OFFSET.exec(text ?? '') ?? [];
  if (sign === undefined || Number(minutes) > 59) return undefined;
  const total = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return isOffset(total) ? `${sign}${hours}:${minutes}` : undefined;
}

/** Formats minutes east of UTC as `+02:00`. */
export function offsetText(minutes: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const distance = Math.abs(minutes);
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${twoDigits(Math.floor(distance / 60))}:${twoDigits(distance % 60)}`;
}
