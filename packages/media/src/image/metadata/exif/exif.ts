import { defined } from '../../../defined.ts';
import type { ImageMetadata } from '../../schema.ts';
import { keywords } from '../packets/captions.ts';
import { readExposure } from './exposure.ts';
import { readGps } from './gps.ts';
import { lensName } from './maker-notes/makers.ts';
import { type RawTags, readRawTags } from './raw-tags.ts';
import type { RawValue } from './tags.ts';
import { anyDefined, latin1OrUtf8, number, text } from './values.ts';

/** The metadata fields of EXIF. */
export type ExifMetadata = Partial<Omit<ImageMetadata, 'format'>>;

/**
 * Describes tags without the orientation, which depends on the decoder, and without the date, which other
 * blocks may have too.
 */
export function describeTags(tags: RawTags): ExifMetadata {
  const { picture, note } = tags;
  return defined({
    camera: anyDefined({
      make: text(picture.Make),
      model: text(picture.Model),
      lens:
        text(picture.LensModel) ?? note.lens ?? lensName(fractionsOf(picture.LensSpecification)),
      lensMake: text(picture.LensMake),
    }),
    exposure: readExposure(picture, note.iso),
    gps: readGps(tags.gps),
    software: text(picture.Software),
    rating: inRange(picture.Rating, 5),
    title: text(picture.XPTitle),
    description:
      text(picture.ImageDescription) ?? comment(picture.UserComment) ?? text(picture.XPComment),
    keywords: keywords((text(picture.XPKeywords) ?? '').split(';')),
    artist: text(picture.Artist) ?? text(picture.XPAuthor),
    copyright: text(picture.Copyright),
  });
}

/** Omits binary data, which some cameras write as a comment. */
function comment(value: RawValue | undefined): string | undefined {
  const found = text(value);
  const isText =
    value instanceof Uint8Array && !/[\x01-\x08\x0e-\x1f\ufffd]/.test(latin1OrUtf8(value));
  return isText ? found : undefined;
}

const fractionsOf = (value: RawValue | undefined): number[] =>
  [0, 1, 2, 3].map((index) => number(value, index) ?? 0);

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
    note: Object.assign({}, ...each.map(({ note }) => note)),
  };
}

/** Returns a value from 1 to `most`. 0 means that orientation or rating is not set. */
function inRange(value: RawValue | undefined, most: number): number | undefined {
  const found = number(value);
  return found !== undefined && found >= 1 && found <= most ? found : undefined;
}
