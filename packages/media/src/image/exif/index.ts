import type { Json } from '../../kind.ts';
import { readExposure } from './exposure.ts';
import { readGps } from './gps.ts';
import { readRawTags } from './raw-tags.ts';
import type { PictureTags } from './tags.ts';
import { readTaken } from './taken.ts';
import { known, number, text } from './values.ts';

/**
 * What an EXIF block tells about a picture: camera, exposure, time, place and credits. Never throws:
 * what cannot be read is absent.
 *
 * @param blocks As a decoder hands them over, with or without `Exif\0\0`; some cameras write several.
 */
export function readExif(...blocks: readonly Uint8Array[]): Record<string, Json> {
  const each = blocks.map(readRawTags);
  const picture: PictureTags = Object.assign({}, ...each.map((tags) => tags.picture));
  const tags = { picture, gps: Object.assign({}, ...each.map(({ gps }) => gps)) };
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
    rating: rating(picture.Rating),
    description: text(picture.ImageDescription),
    artist: text(picture.Artist),
    copyright: text(picture.Copyright),
  });
  return (described ?? {}) as Record<string, Json>;
}

/** Windows' tag: 0 means that nobody rated it. */
function rating(value: PictureTags['Rating']): number | undefined {
  const stars = number(value);
  return stars !== undefined && stars >= 1 && stars <= 5 ? stars : undefined;
}
