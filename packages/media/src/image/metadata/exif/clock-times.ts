import {
  type ClockTime,
  isCalendarDay,
  milliseconds,
  readClockTime,
  readOffset,
} from '../../../dates/local-time.ts';
import type { GpsTags, PictureTags, RawValue } from './tags.ts';
import { number, text } from './values.ts';

/** The three times of EXIF. Each has a tag of its own for the offset; a lone OffsetTime is for all. */
export function clockTimesOf(tags: PictureTags) {
  const { OffsetTime } = tags;
  return {
    original: clockTime(
      tags.DateTimeOriginal,
      tags.SubSecTimeOriginal,
      tags.OffsetTimeOriginal ?? OffsetTime,
    ),
    digitized: clockTime(
      tags.DateTimeDigitized,
      tags.SubSecTimeDigitized,
      tags.OffsetTimeDigitized ?? OffsetTime,
    ),
    /** When the file was changed. */
    changed: clockTime(tags.DateTime, tags.SubSecTime, OffsetTime),
  };
}

/** EXIF, DateTimeOriginal: `YYYY:MM:DD HH:MM:SS`; some programs write ISO 8601, offset included. */
function clockTime(
  dateTime: RawValue | undefined,
  subSeconds: RawValue | undefined,
  offset: RawValue | undefined,
): ClockTime | undefined {
  const clock = readClockTime(text(dateTime));
  if (!clock?.local.includes('T')) return undefined;
  const digits = /^\d+/.exec(text(subSeconds) ?? '')?.[0];
  return {
    local:
      digits === undefined ? clock.local : `${clock.local.slice(0, 19)}.${milliseconds(digits)}`,
    offset: readOffset(text(offset)) ?? clock.offset,
  };
}

/** Returns the GPS time (UTC) in milliseconds since 1970 (EXIF, GPSDateStamp and GPSTimeStamp). */
export function gpsInstant({ GPSDateStamp, GPSTimeStamp }: GpsTags): number | undefined {
  const [, year, month, day] =
    /^(\d{4})[:/-](\d\d)[:/-](\d\d)$/.exec(text(GPSDateStamp) ?? '') ?? [];
  const [hour, minute, second] = [0, 1, 2].map((index) => number(GPSTimeStamp, index));
  if (day === undefined || hour === undefined || minute === undefined || second === undefined) {
    return undefined;
  }
  if (!isCalendarDay(`${year}-${month}-${day}`)) return undefined;
  if (hour >= 24 || minute >= 60 || second > 60) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hour, minute, Math.floor(second));
}
