import { defined } from '../../../defined.ts';
import type { ImageMetadata } from '../../schema.ts';
import { readExposure } from './exposure.ts';
import { readGps } from './gps.ts';
import { type RawTags, readRawTags } from './raw-tags.ts';
import type { RawValue } from './tags.ts';
import { anyDefined, number, text } from './values.ts';

/** The metadata fields of EXIF. */
export type ExifMetadata = Partial<Omit<ImageMetadata, 'format'>>;

/**
 * Describes tags without the orientation, which depends on the decoder, and without the date, which other
 * blocks may have too.
 */
export function describeTags(tags: RawTags): ExifMetadata {
  const { picture } = tags;
  return defined({
    camera: anyDefined({
      make: text(picture.Make),
      model: text(picture.Model),
      lens: text(picture.LensModel),
      lensMake: text(picture.LensMake),
    }),
    exposure: readExposure(picture),
    gps: readGps(tags.gps),
    software: text(picture.Software),
    rating: inRange(picture.Rating, 5),
    description: text(picture.ImageDescription),
    artist: text(picture.Artist),
    copyright: text(picture.Copyright),
  });
}

/** 1 to 8. */
export const orientationOf = ({ picture }: RawTags): number | undefined =>
  inRange(picture.Orientation, 8);

/**
 * Reads the tags of EXIF blocks, with or without `Exif\0\0`; some cameras write several. The last value
 * wins. Never throws; unreadable values are absent.
 */
export function readTags(blocks: readonly Uint8Array[]): RawTags {
  const each = blocks.map(readRawTags);
  return {
    picture: Object.assign({}, ...each.map(({ picture }) => picture)),
    gps: Object.assign({}, ...each.map(({ gps }) => gps)),
  };
}

/** Returns a value from 1 to `most`. 0 means that orientation or rating is not set. */
function inRange(value: RawValue | undefined, most: number): number | undefined {
  const found = number(value);
  return found !== undefined && found >= 1 && found <= most ? found : undefined;
}
