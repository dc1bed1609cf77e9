import type { AnyMetadata, MediaSummary } from '@galeria/api/client';
import type { Texts } from './texts.ts';

type PlaceName = Partial<Pick<NonNullable<AnyMetadata['place']>, 'city' | 'region' | 'country'>>;

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Formats a size in decimal units, as file managers do. */
export function formatBytes(bytes: number, locale: string): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options = { style: 'unit', unit: UNITS[power], unitDisplay: 'short' } as const;
  const value = bytes / 1000 ** power;
  const maximumFractionDigits = power === 0 || value >= 100 ? 0 : 1;
  return value.toLocaleString(locale, { ...options, maximumFractionDigits });
}

/** Formats a place as `Lisbon, Portugal`. */
export const formatPlaceName = ({ city, region, country }: PlaceName): string =>
  [...new Set([city, region, country])].filter(Boolean).join(', ');

/** Formats numbers, dates and camera metadata for a locale. */
export function createFormat({ text }: Pick<Texts, 'text'>, locale: string) {
  const number = (value: number, maximumFractionDigits = 1) =>
    value.toLocaleString(locale, { maximumFractionDigits });

  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  /** A camera's wall clock has no time zone, so it is parsed and formatted as UTC. */
  const wallClock = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  const wallDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });

  /** A date may lack its time, day or month. */
  const hasTime = (local: string) => local.includes('T');
  const asUtc = (local: string) => new Date(hasTime(local) ? `${local}Z` : local);

  return {
    number,

    bytes: (bytes: number): string => formatBytes(bytes, locale),

    percent: (share: number): string =>
      share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 }),

    /** Formats a duration as m:ss or h:mm:ss. */
    length(milliseconds: number): string {
      const seconds = Math.round(milliseconds / 1000);
      const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      const shown = parts[0] === 0 ? parts.slice(1) : parts;
      return shown.map((part, at) => (at === 0 ? part : String(part).padStart(2, '0'))).join(':');
    },

    /** Formats a local time without a time zone. */
    local: (local: string): string => wallClock.format(asUtc(local)),

    instant: (iso: string): string => dateTime.format(new Date(iso)),

    /**
     * Formats the camera's wall clock with its UTC offset, or with a note that the offset is unknown.
     */
    taken({ local, offset, offsetSource }: NonNullable<AnyMetadata['taken']>): string {
      if (!hasTime(local)) return local.length < 10 ? local : wallDay.format(asUtc(local));
      const clock = wallClock.format(asUtc(local));
      if (offset === null) return `${clock} (${text('localTime')})`;
      const zone = `${clock} UTC${offset.replace('-', '−')}`;
      return offsetSource === 'gps' || offsetSource === 'place'
        ? `${zone} (${text('offsetByGps')})`
        : zone;
    },

    /** Formats the range from the first to the last day on which the items were taken. */
    takenSpan(items: readonly MediaSummary[]): string | undefined {
      const clocks = items.flatMap(({ metadata }) => metadata.taken?.local ?? []).sort();
      const [first, last] = [clocks[0], clocks.at(-1)];
      if (first === undefined || last === undefined) return undefined;
      return wallDay.formatRange(asUtc(first), asUtc(last));
    },

    exposure(exposure: NonNullable<AnyMetadata['exposure']>): string {
      const { text: seconds, fNumber, iso, biasEv, focalLengthMm, flash } = exposure;
      return [
        seconds !== undefined && `${seconds} s`,
        fNumber !== undefined && `f/${number(fNumber)}`,
        iso !== undefined && `ISO ${iso}`,
        biasEv !== undefined &&
          biasEv !== 0 &&
          `${biasEv > 0 ? '+' : '−'}${number(Math.abs(biasEv))} EV`,
        focalLengthMm !== undefined && `${number(focalLengthMm)} mm`,
        flash === true && text('flash'),
      ]
        .filter(Boolean)
        .join(' · ');
    },

    placeName: formatPlaceName,

    /** Formats coordinates as decimal degrees, which map services accept as a search. */
    place({ latitude, longitude, altitudeMetres }: NonNullable<AnyMetadata['gps']>): string {
      const degrees = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
      if (altitudeMetres === undefined) return degrees;
      return `${degrees} · ${text('altitude', { metres: number(altitudeMetres, 0) })}`;
    },

    /** Omits the make if the model name starts with it. */
    camera({ make = '', model = '' }: NonNullable<AnyMetadata['camera']>): string {
      const [brand = ''] = make.split(' ');
      const isNamed = model.toLowerCase().startsWith(brand.toLowerCase());
      return (isNamed ? model : `${make} ${model}`).trim() || make;
    },

    /** @param month such as `2026-05` */
    month: (month: string): string =>
      new Date(`${month}-15T12:00:00`).toLocaleDateString(locale, {
        month: 'short',
        year: 'numeric',
      }),

    /** @param day a date as returned by `dayOf` */
    day(day: string, now = new Date()): string {
      const date = new Date(`${day}T12:00:00`);
      const age = Math.round(
        (new Date(`${dayOf(now)}T12:00:00`).getTime() - date.getTime()) / DAY_MS,
      );
      if (age === 0) return text('today');
      if (age === 1) return text('yesterday');
      const options = { weekday: 'long', day: 'numeric', month: 'long' } as const;
      const isThisYear = date.getFullYear() === now.getFullYear();
      return date.toLocaleDateString(
        locale,
        isThisYear ? options : { ...options, year: 'numeric' },
      );
    },
  };
}

const DAY_MS = 86_400_000;

/** Returns the local date of an instant: `2026-05-06`. */
export function dayOf(instant: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}
