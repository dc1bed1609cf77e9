import type { RawTags } from './raw-tags.ts';
import type { RawValue } from './tags.ts';
import { number, text } from './values.ts';

/**
 * The time when a picture was taken, on the camera's clock. If `offset` is null, the time zone is
 * unknown.
 */
export type Taken = {
  /** `2024-05-06T07:08:09.123`; with a fraction if the camera wrote one. */
  readonly local: string;
  /** `+02:00` */
  readonly offset: string | null;
  /** `gps`: derived from the difference between clock and GPS time. */
  readonly offsetSource: 'exif' | 'gps' | null;
};

/** EXIF, DateTimeOriginal: `YYYY:MM:DD HH:MM:SS`; some programs write ISO 8601, offset included. */
const DATE_TIME =
  /^(\d{4})[:/-](\d\d)[:/-](\d\d)[ T]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,](\d+))?\s*(Z|[+-]\d\d:?\d\d)?$/;
const OFFSET = /^([+-])(\d\d):?(\d\d)$/;

const MINUTE_MS = 60_000;
/** Baker Island and Kiribati. */
const MIN_OFFSET = -12 * 60;
const MAX_OFFSET = 14 * 60;

export function readTaken({ picture, gps }: RawTags): Taken | undefined {
  const { DateTimeOriginal, SubSecTimeOriginal, OffsetTimeOriginal } = picture;
  const { DateTimeDigitized, SubSecTimeDigitized, OffsetTimeDigitized } = picture;
  const clock =
    readClock(DateTimeOriginal, SubSecTimeOriginal, OffsetTimeOriginal) ??
    readClock(DateTimeDigitized, SubSecTimeDigitized, OffsetTimeDigitized);
  if (!clock) return undefined;
  const { local, offset } = clock;
  if (offset !== undefined) return { local, offset, offsetSource: 'exif' };
  const instant = gpsInstant(gps.GPSDateStamp, gps.GPSTimeStamp);
  const measured = instant === undefined ? undefined : offsetBetween(local, instant);
  if (measured !== undefined) return { local, offset: measured, offsetSource: 'gps' };
  return { local, offset: null, offsetSource: null };
}

function readClock(
  dateTime: RawValue | undefined,
  subSeconds: RawValue | undefined,
  offset: RawValue | undefined,
): { local: string; offset: string | undefined } | undefined {
  const match = DATE_TIME.exec(text(dateTime) ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction, zone] = match;
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (!isCalendarTime(whole)) return undefined;
  const digits = /^\d+/.exec(text(subSeconds) ?? fraction ?? '')?.[0];
  return {
    local: digits === undefined ? whole : `${whole}.${digits.slice(0, 3).padEnd(3, '0')}`,
    offset: readOffset(text(offset)) ?? readOffset(zone),
  };
}

/** Whether a time is valid, unlike 31 February, hour 24 or `0000:00:00 00:00:00`. */
function isCalendarTime(whole: string): boolean {
  const date = new Date(`${whole}Z`);
  return (
    !whole.startsWith('0000') &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(whole)
  );
}

function readOffset(offset: string | undefined): string | undefined {
  if (offset === 'Z') return '+00:00';
  const [, sign, hours, minutes] = OFFSET.exec(offset ?? '') ?? [];
  if (Number(minutes) > 59) return undefined;
  const total = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return total >= MIN_OFFSET && total <= MAX_OFFSET ? `${sign}${hours}:${minutes}` : undefined;
}

/** Returns the GPS time (UTC) in milliseconds since 1970 (EXIF, GPSDateStamp and GPSTimeStamp). */
function gpsInstant(dateStamp: RawValue | undefined, timeStamp: RawValue | undefined) {
  const [, year, month, day] = /^(\d{4})[:/-](\d\d)[:/-](\d\d)$/.exec(text(dateStamp) ?? '') ?? [];
  const [hour, minute, second] = [0, 1, 2].map((index) => number(timeStamp, index));
  if (day === undefined || hour === undefined || minute === undefined || second === undefined) {
    return undefined;
  }
  if (!isCalendarTime(`${year}-${month}-${day}T00:00:00`)) return undefined;
  if (hour >= 24 || minute >= 60 || second > 60) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hour, minute, Math.floor(second));
}

/** Tolerance for an inexact camera clock and an older GPS fix. */
const TOLERANCE_MS = 2 * MINUTE_MS;

/**
 * Returns the offset between a wall clock and an instant if a time zone has it: whole and half hours,
 * and the quarter hours of Nepal, Eucla and the Chatham Islands (also in summer).
 */
function offsetBetween(local: string, instant: number): string | undefined {
  const difference = Date.parse(`${local}Z`) - instant;
  const minutes = Math.round(difference / (15 * MINUTE_MS)) * 15;
  const isZone = minutes % 30 === 0 || [345, 525, 765, 825].includes(minutes);
  const isNear = Math.abs(difference - minutes * MINUTE_MS) <= TOLERANCE_MS;
  if (!isZone || !isNear || minutes < MIN_OFFSET || minutes > MAX_OFFSET) return undefined;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const distance = Math.abs(minutes);
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${twoDigits(Math.floor(distance / 60))}:${twoDigits(distance % 60)}`;
}
