import { lensName } from '../../src/image/metadata/exif/maker-notes/makers.ts';
import type { ImageMetadata } from '../../src/image/schema.ts';

export type Value = string | number | undefined;

/** One of the 22 fields: what exiftool is asked for (with `-n`), and where ours stands. */
export interface Field {
  readonly name: string;
  readonly tags: readonly string[];
  ours(metadata: Metadata): Value;
  /** Brings exiftool's value to our form. */
  theirs?(values: readonly unknown[]): Value;
  /** How far two numbers may be apart; otherwise as far as we round them. */
  readonly within?: number;
}

/** Degrees: a tenth of a metre. */
const POSITION = 1e-6;

export type Metadata = ImageMetadata;

const at =
  (...path: string[]) =>
  (metadata: Metadata): Value => {
    let value: unknown = metadata;
    for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
    return typeof value === 'boolean' ? Number(value) : (value as Value);
  };

const positive = (values: readonly unknown[]): Value =>
  // exiftool's JSON quotes numbers of many digits.
  values.map(Number).find((value) => value > 0);

/** `2024:05:06 07:08:09` and `12`: as one local time with milliseconds. */
const localTime = ([time, fraction]: readonly unknown[]): Value => {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(time ?? ''));
  if (!match || match[1] === '0000') return undefined;
  const [, year, month, day, clock] = match;
  const digits = /^\s*(\d+)/.exec(String(fraction ?? ''))?.[1];
  const whole = `${year}-${month}-${day}T${clock}`;
  return digits === undefined ? whole : `${whole}.${digits.slice(0, 3).padEnd(3, '0')}`;
};

/** Signed by its reference, as exiftool's composite is. */
const composite = ([value]: readonly unknown[]): Value =>
  typeof value === 'number' ? value : undefined;

export const fields: readonly Field[] = [
  { name: 'make', tags: ['IFD0:Make'], ours: at('camera', 'make') },
  { name: 'model', tags: ['IFD0:Model'], ours: at('camera', 'model') },
  {
    name: 'lens',
    tags: [
      ...['ExifIFD:LensModel', 'XMP-exifEX:LensModel', 'XMP-aux:Lens', 'Canon:LensModel'],
      ...['Nikon:Lens', 'ExifIFD:LensInfo'],
    ],
    ours: at('camera', 'lens'),
    theirs: (values) => {
      const [first] = values.filter((value) => asText([value]) !== undefined);
      const numbers = String(first).split(' ').map(Number);
      return numbers.length === 4 && !numbers.some(Number.isNaN)
        ? lensName(numbers)
        : asText([first]);
    },
  },
  { name: 'lens make', tags: ['ExifIFD:LensMake'], ours: at('camera', 'lensMake') },
  {
    name: 'exposure time',
    // Where the time itself is missing, its APEX value, which exiftool gives in seconds too.
    tags: ['ExifIFD:ExposureTime', 'ExifIFD:ShutterSpeedValue'],
    ours: at('exposure', 'seconds'),
    theirs: positive,
  },
  {
    name: 'f-number',
    tags: ['ExifIFD:FNumber', 'ExifIFD:ApertureValue'],
    ours: at('exposure', 'fNumber'),
    theirs: positive,
  },
  {
    name: 'ISO',
    tags: ['ExifIFD:ISO', 'Composite:ISO', 'Casio:ISO', 'Nikon:ISO', 'Panasonic:ISO'],
    ours: at('exposure', 'iso'),
    // Nikon's has two numbers, of which the first one is not the sensitivity.
    theirs: (values) =>
      positive(
        values.map((value) =>
          String(value ?? '')
            .split(' ')
            .at(-1),
        ),
      ),
  },
  {
    name: 'exposure compensation',
    tags: ['ExifIFD:ExposureCompensation'],
    ours: at('exposure', 'biasEv'),
    theirs: composite,
  },
  {
    name: 'focal length',
    tags: ['ExifIFD:FocalLength'],
    ours: at('exposure', 'focalLengthMm'),
    theirs: positive,
  },
  {
    name: 'focal length (35 mm)',
    tags: ['ExifIFD:FocalLengthIn35mmFormat'],
    ours: at('exposure', 'focalLength35Mm'),
    theirs: positive,
  },
  {
    name: 'flash fired',
    tags: ['ExifIFD:Flash'],
    ours: at('exposure', 'flash'),
    theirs: ([flash]) => (typeof flash === 'number' ? flash & 1 : undefined),
  },
  { name: 'software', tags: ['IFD0:Software'], ours: at('software') },
  { name: 'artist', tags: ['IFD0:Artist'], ours: at('artist') },
  { name: 'copyright', tags: ['IFD0:Copyright'], ours: at('copyright') },
  { name: 'orientation', tags: ['IFD0:Orientation'], ours: at('orientation'), theirs: positive },
  {
    name: 'taken, local time',
    // In the order in which we prefer them.
    tags: [
      ...['ExifIFD:DateTimeOriginal', 'ExifIFD:SubSecTimeOriginal'],
      ...['ExifIFD:CreateDate', 'ExifIFD:SubSecTimeDigitized'],
      ...['IFD0:ModifyDate', 'ExifIFD:SubSecTime'],
    ],
    ours: at('taken', 'local'),
    theirs: ([taken, takenFraction, created, createdFraction, changed, changedFraction]) =>
      localTime([taken, takenFraction]) ??
      localTime([created, createdFraction]) ??
      localTime([changed, changedFraction]),
  },
  {
    name: 'taken, offset',
    tags: ['ExifIFD:OffsetTimeOriginal'],
    ours: ({ taken }) => {
      const { offset, offsetSource } = (taken ?? {}) as Record<string, string>;
      return offsetSource === 'exif' ? offset : undefined;
    },
  },
  {
    name: 'latitude',
    tags: ['Composite:GPSLatitude'],
    ours: at('gps', 'latitude'),
    within: POSITION,
    theirs: composite,
  },
  {
    name: 'longitude',
    tags: ['Composite:GPSLongitude'],
    ours: at('gps', 'longitude'),
    within: POSITION,
    theirs: composite,
  },
  {
    name: 'altitude',
    tags: ['Composite:GPSAltitude'],
    ours: at('gps', 'altitudeMetres'),
    theirs: composite,
  },
  {
    name: 'direction',
    tags: ['GPS:GPSImgDirection'],
    ours: at('gps', 'direction'),
    theirs: composite,
  },
  {
    name: 'longer side',
    tags: ['File:ImageWidth', 'File:ImageHeight'],
    ours: ({ width, height }) => Math.max(Number(width), Number(height)),
    theirs: ([width, height]) => Math.max(Number(width), Number(height)),
  },
];

/** As we clean a text: exiftool keeps blanks and fillers. */
const asText = ([value]: readonly unknown[]): Value => {
  const text = String(value ?? '').trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : undefined;
};

export const theirValue = (field: Field, record: Readonly<Record<string, unknown>>): Value =>
  (field.theirs ?? asText)(field.tags.map((tag) => record[tag]));

/** Numbers as far as we round them, texts to the letter; exiftool's JSON makes a number of `1.00`. */
export function isEqual({ within }: Field, ours: Value, theirs: Value): boolean {
  if (ours === undefined || theirs === undefined) return ours === theirs;
  const [a, b] = [Number(ours), Number(theirs)];
  if (Number.isNaN(a) || Number.isNaN(b)) return String(ours) === String(theirs);
  return Math.abs(a - b) <= (within ?? Math.max(0.005, Math.abs(b) * 0.005));
}
