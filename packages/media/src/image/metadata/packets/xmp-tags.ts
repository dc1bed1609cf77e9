import type { RawTags } from '../exif/raw-tags.ts';
import type { GpsTags, PictureTags, RawValue } from '../exif/tags.ts';
import type { XmpValues } from './xmp.ts';

/** The properties of XMP that have the values of EXIF tags, most specific first. */
const texts = {
  Make: ['tiff:Make'],
  Model: ['tiff:Model'],
  Software: ['xmp:CreatorTool', 'tiff:Software'],
  LensMake: ['exifEX:LensMake', 'exif:LensMake', 'MicrosoftPhoto:LensManufacturer'],
  LensModel: ['exifEX:LensModel', 'exif:LensModel', 'aux:Lens', 'MicrosoftPhoto:LensModel'],
} as const satisfies Partial<Record<keyof PictureTags, readonly string[]>>;

const numbers = {
  ExposureTime: ['exif:ExposureTime'],
  FNumber: ['exif:FNumber'],
  PhotographicSensitivity: ['exifEX:PhotographicSensitivity', 'exif:ISOSpeedRatings'],
  ShutterSpeedValue: ['exif:ShutterSpeedValue'],
  ApertureValue: ['exif:ApertureValue'],
  ExposureBiasValue: ['exif:ExposureBiasValue'],
  FocalLength: ['exif:FocalLength'],
  FocalLengthIn35mmFilm: ['exif:FocalLengthIn35mmFilm'],
} as const satisfies Partial<Record<keyof PictureTags, readonly string[]>>;

/** Adds the values that only XMP has. The position of XMP is used if EXIF has none. */
export function addXmpTags({ picture, gps, note }: RawTags, values: XmpValues): RawTags {
  const hasPosition = gps.GPSLatitude !== undefined && gps.GPSLongitude !== undefined;
  return {
    picture: { ...pictureTagsOf(values), ...picture },
    gps: hasPosition ? gps : { ...gps, ...gpsTagsOf(values) },
    note,
  };
}

function pictureTagsOf(values: XmpValues): PictureTags {
  const first = (names: readonly string[]) =>
    names.map((name) => values(name)[0]).find((value) => value !== undefined);
  const found: [string, RawValue | undefined][] = [
    ...Object.entries(texts).map(([tag, names]): [string, RawValue | undefined] => [
      tag,
      asText(first(names)),
    ]),
    ...Object.entries(numbers).map(([tag, names]): [string, RawValue | undefined] => [
      tag,
      asFraction(first(names)),
    ]),
  ];
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

const asText = (value: string | undefined): RawValue | undefined =>
  value === undefined ? undefined : Buffer.from(value);

/** ISO 16684-1 and EXIF's part of the XMP specification: an integer, a decimal number or a fraction. */
function asFraction(value: string | undefined): RawValue | undefined {
  const [, above, below = '1'] = /^\s*(-?\d+(?:\.\d+)?)(?:\/(\d+))?\s*$/.exec(value ?? '') ?? [];
  return above === undefined ? undefined : [[Number(above), Number(below)]];
}

/** XMP specification, part 2, 1.2.7.4 (GPSCoordinate): `DDD,MM,SSk` or `DDD,MM.mmk`, k is a hemisphere. */
const COORDINATE = /^\s*(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?\s*([NSEW])\s*$/;

function gpsTagsOf(values: XmpValues): GpsTags {
  const [latitude, longitude] = ['exif:GPSLatitude', 'exif:GPSLongitude'].map((name) =>
    COORDINATE.exec(values(name)[0] ?? ''),
  );
  if (!latitude || !longitude) return {};
  const parts = ([, ...each]: RegExpExecArray) =>
    each.slice(0, 3).map((part = '0'): [number, number] => [Number(part), 1]);
  const altitude = asFraction(values('exif:GPSAltitude')[0]);
  const direction = asFraction(values('exif:GPSImgDirection')[0]);
  const directionRef = asText(values('exif:GPSImgDirectionRef')[0]);
  return {
    GPSLatitude: parts(latitude),
    GPSLatitudeRef: Buffer.from(latitude[4] ?? ''),
    GPSLongitude: parts(longitude),
    GPSLongitudeRef: Buffer.from(longitude[4] ?? ''),
    ...(altitude && {
      GPSAltitude: altitude,
      GPSAltitudeRef: [Number(values('exif:GPSAltitudeRef')[0] ?? 0)],
    }),
    ...(direction && { GPSImgDirection: direction }),
    ...(directionRef && { GPSImgDirectionRef: directionRef }),
  };
}
