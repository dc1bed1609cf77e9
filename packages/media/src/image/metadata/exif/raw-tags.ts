/// <reference path="./exif-parser.d.ts" />
import BufferStream from 'exif-parser/lib/bufferstream.js';
import exifParser from 'exif-parser/lib/exif.js';
import { boundedCopy } from './bounded-copy.ts';
import { type GpsTags, gpsTags, type PictureTags, pictureTags } from './tags.ts';

export interface RawTags {
  readonly picture: PictureTags;
  readonly gps: GpsTags;
}

const byNumber = <Name extends string>(tags: Readonly<Record<Name, number>>) =>
  new Map(Object.entries(tags).map(([name, number]) => [number as number, name as Name]));

const pictureNames = byNumber(pictureTags);
const gpsNames = byNumber(gpsTags);

/**
 * Reads the raw values of the wanted tags of an EXIF block, as exif-parser's interpretation is often
 * wrong.
 */
export function readRawTags(block: Uint8Array): RawTags {
  const picture: PictureTags = {};
  const gps: GpsTags = {};
  const copy = boundedCopy(block);
  if (copy) {
    exifParser.parseTags(new BufferStream(copy, 0, copy.length, true), (directory, tag, value) => {
      if (directory === exifParser.GPSIFD) {
        const name = gpsNames.get(tag);
        if (name) gps[name] = value;
      } else {
        const name = pictureNames.get(tag);
        if (name) picture[name] = value;
      }
    });
  }
  return { picture, gps };
}
