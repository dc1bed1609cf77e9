import type { ImageMetadata } from '../../schema.ts';
import { readExposure } from './exposure.ts';
import { readGps } from './gps.ts';
import { type RawTags, readRawTags } from './raw-tags.ts';
import type { RawValue } from './tags.ts';
import { readTaken } from './taken.ts';
import { known, number, text } from './values.ts';

/** The fields of the metadata that EXIF holds. */
export type ExifMetadata = Partial<Omit<ImageMetadata, 'format'>>;

/**
 * What an EXIF block tells about a picture: camera, exposure, time, place and credits. Never throws:
 * what cannot be read is absent.
 *
 * @param blocks As a decoder hands them over, with or without `Exif\0\0`; some cameras write several.
 */
export const readExif = (...blocks: readonly Uint8Array[]): ExifMetadata =>
  describeTags(readTags(blocks));

/** What tags say, but for the orientation: what a decoder has turned or not, only the decoder knows. */
export function describeTags(tags: RawTags): ExifMetadata {
  const { picture } = tags;
  const described = known({
    camera: known({
      make: text(picture.Make),
      model: text(picture.Model),
      lens: text(picture.LensModel),
      lensMake: text(picture.LensMake),
    }),
    exposure: readExposure(picture),
    taken: readTaken(tags),
    gps: readGps(tags.gps),
    software: text(picture.Software),
    rating: inRange(picture.Rating, 5),
    description: text(picture.ImageDescription),
    artist: text(picture.Artist),
    copyright: text(picture.Copyright),
  });
  return described ?? {};
}

/** 1 to 8. */
export const orientationOf = ({ picture }: RawTags): number | undefined =>
  inRange(picture.Orientation, 8);

/** Of a tag that several blocks have, the last one's value. */
export function readTags(blocks: readonly Uint8Array[]): RawTags {
  const each = blocks.map(readRawTags);
  return {
    picture: Object.assign({}, ...each.map(({ picture }) => picture)),
    gps: Object.assign({}, ...each.map(({ gps }) => gps)),
  };
}

/** Orientation, and Windows' rating, count from 1: a 0 means that nobody set it. */
function inRange(value: RawValue | undefined, most: number): number | undefined {
  const found = number(value);
  return found !== undefined && found >= 1 && found <= most ? found : undefined;
}
