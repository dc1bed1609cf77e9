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
 * @param block As a decoder hands it over, with or without its `Exif\0\0`.
 */
export function readExif(block: Uint8Array): Record<string, Json> {
  const tags = readRawTags(block);
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
