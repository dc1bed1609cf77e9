import { type ClockTime, readClockTime } from '../../dates/local-time.ts';
import {
  isNautical,
  localAt,
  offsetAt,
  offsetBetween,
  offsetOfLocal,
  type Position,
  zoneAt,
} from '../../dates/time-zone.ts';
import { defined } from '../../defined.ts';
import type { Taken } from '../schema.ts';
import { clockTimesOf, gpsInstant } from './exif/clock-times.ts';
import type { RawTags } from './exif/raw-tags.ts';
import { type IptcValues, iptcCreated } from './packets/iptc.ts';
import type { XmpValues } from './packets/xmp.ts';

/** Where a picture may state its date. */
export interface DateBlocks {
  readonly tags: RawTags;
  readonly xmp?: XmpValues | undefined;
  readonly iptc?: IptcValues | undefined;
  /** PNG, 11.3.3.2: the text of the keyword `Creation Time`. */
  readonly creationTime?: string | undefined;
}

type Source = Exclude<NonNullable<Taken['source']>, 'document'>;

interface Candidate extends ClockTime {
  readonly source: Source;
}

/**
 * Returns the date of a picture. The first source that has one wins, by the Metadata Working Group's
 * Guidelines, 5.3: when the original was created, then when it was digitized, then when the file changed.
 *
 * A date without a time is replaced by a later source's time on the same day.
 */
export function readTaken(blocks: DateBlocks, position?: Position): Taken | undefined {
  const instant = gpsInstant(blocks.tags.gps);
  const candidates = candidatesOf(blocks);
  const first = candidates.stated[0];
  if (!first) {
    if (instant !== undefined) return takenAt(instant, position);
    return candidates.changed && complete(candidates.changed, instant, position);
  }
  const precise = candidates.stated.find(
    ({ local }) => local.length > first.local.length && local.startsWith(first.local),
  );
  return complete(hasTime(first) ? first : (precise ?? first), instant, position);
}

/** All dates that a picture states, in their order of precedence, and when its file was changed. */
function candidatesOf({ tags, xmp, iptc, creationTime }: DateBlocks) {
  const exif = clockTimesOf(tags.picture);
  const inXmp = (name: string) => readClockTime(xmp?.(name)[0]);
  const found: [Source, ClockTime | undefined][] = [
    ['exif', exif.original],
    ['xmp', inXmp('exif:DateTimeOriginal')],
    ['xmp', inXmp('photoshop:DateCreated')],
    ['iptc', iptc && iptcCreated(iptc)],
    ['exif', exif.digitized],
    ['xmp', inXmp('exif:DateTimeDigitized')],
    ['xmp', inXmp('xmp:CreateDate')],
    ['tag', readCreationTime(creationTime)],
  ];
  return {
    stated: found.flatMap(([source, clock]): Candidate[] => (clock ? [{ ...clock, source }] : [])),
    changed: exif.changed && { ...exif.changed, source: 'exif' as const },
  };
}

const hasTime = ({ local }: Pick<Candidate, 'local'>): boolean => local.includes('T');

/** Adds the offset, if the source has none, and the time zone of the position. */
function complete(
  { local, offset, source }: Candidate,
  instant: number | undefined,
  position: Position | undefined,
): Taken {
  const zoneThere = position && zoneAt(position);
  const zone = zoneThere === undefined || isNautical(zoneThere) ? undefined : zoneThere;
  if (!hasTime({ local })) {
    return { local, offset: null, offsetSource: null, source, ...defined({ zone }) };
  }
  const known = firstOffset(
    [source, offset],
    ['gps', instant === undefined ? undefined : offsetBetween(local, instant)],
    ['place', zone === undefined ? undefined : offsetOfLocal(zone, local)],
  );
  if (!known) return { local, offset: null, offsetSource: null, source };
  // A clock that was set to another zone is not that of the place.
  const isInZone =
    zone !== undefined &&
    (known.offsetSource === 'place' ||
      offsetAt(zone, Date.parse(local + known.offset)) === known.offset);
  return { local, ...known, source, ...(isInZone && { zone }) };
}

function firstOffset(...found: [NonNullable<Taken['offsetSource']>, string | undefined][]) {
  for (const [offsetSource, offset] of found)
    if (offset !== undefined) return { offset, offsetSource };
  return undefined;
}

/** The GPS time, which is UTC, as the local time of the position. */
function takenAt(instant: number, position: Position | undefined): Taken {
  const zone = position && zoneAt(position);
  return {
    ...localAt(instant, zone),
    offsetSource: zone === undefined ? 'gps' : 'place',
    source: 'gps',
    ...defined({ zone }),
  };
}

/** Reads a PNG's creation time: RFC 1123, as the specification suggests, or a date as in EXIF or XMP. */
function readCreationTime(text: string | undefined): ClockTime | undefined {
  const clock = readClockTime(text);
  if (clock || text === undefined) return clock;
  const match =
    /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) ?([+-]\d{4}|GMT|UTC|Z)?$/.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, day = '', month = '', year, time, zone] = match;
  const number = MONTHS.indexOf(month) + 1;
  const offset = zone !== undefined && /[A-Z]/.test(zone) ? 'Z' : (zone ?? '');
  return readClockTime(
    `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}${offset}`,
  );
}

/** RFC 5322, 3.3. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
