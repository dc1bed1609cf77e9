import tzLookup from '@photostructure/tz-lookup';
import { isOffset, offsetText } from './local-time.ts';

export interface Position {
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Tolerance for an inexact camera clock and an older GPS fix. */
const TOLERANCE_MS = 2 * MINUTE_MS;

/** The time zone of a position: an IANA name, on the high seas `Etc/GMT+3` and the like. */
export const zoneAt = ({ latitude, longitude }: Position): string => tzLookup(latitude, longitude);

/** Whether a zone follows from the longitude alone, as on the high seas, where each ship sets its clocks. */
export const isNautical = (zone: string): boolean => zone.startsWith('Etc/');

/**
 * Returns the offset of a zone at an instant in milliseconds since 1970, such as `+02:00`. Undefined before
 * zones had offsets of whole minutes.
 */
export function offsetAt(zone: string, instant: number): string | undefined {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value;
  if (name === 'GMT') return '+00:00';
  return /^GMT([+-]\d\d:\d\d)$/.exec(name ?? '')?.[1];
}

/**
 * Returns the offset of a zone when its clocks show a local time. A time that occurs twice, when clocks
 * are set back, is the first one; a time that is skipped has the offset before it.
 */
export function offsetOfLocal(zone: string, local: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  // No zone is a day from UTC, and none changes twice within two days.
  const [before, after] = [-24, 24].map((hours) => offsetAt(zone, asUtc + hours * HOUR_MS));
  const isRight = (offset: string | undefined) =>
    offset !== undefined && offsetAt(zone, Date.parse(local + offset)) === offset;
  return isRight(before) || !isRight(after) ? before : after;
}

/** Formats an instant as the local time of a zone, or of UTC, with its offset. */
export function localAt(instant: number, zone: string | undefined) {
  const offset = (zone === undefined ? undefined : offsetAt(zone, instant)) ?? '+00:00';
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  const local = new Date(instant + sign * minutes * MINUTE_MS).toISOString().slice(0, 19);
  return { local, offset };
}

/**
 * Returns the offset between a local time and an instant if a time zone has it: whole and half hours, and
 * the quarter hours of Nepal, Eucla and the Chatham Islands (also in summer).
 */
export function offsetBetween(local: string, instant: number): string | undefined {
  const difference = Date.parse(`${local}Z`) - instant;
  const minutes = Math.round(difference / (15 * MINUTE_MS)) * 15;
  const isZone = minutes % 30 === 0 || [345, 525, 765, 825].includes(minutes);
  const isNear = Math.abs(difference - minutes * MINUTE_MS) <= TOLERANCE_MS;
  return isZone && isNear && isOffset(minutes) ? offsetText(minutes) : undefined;
}
