/// <reference path="./exif-parser.d.ts" />
import BufferStream from 'exif-parser/lib/bufferstream.js';
import exifParser from 'exif-parser/lib/exif.js';
import { limits } from '../../limits.ts';
import { boundedCopy, follow, openExif } from './bounded-copy.ts';
import { decodeComment, decodeWindows } from './encoded-texts.ts';
import { type MakerNote, readMakerNote } from './maker-notes/makers.ts';
import {
  type GpsTags,
  gpsTags,
  MAKER_NOTE,
  type PictureTags,
  pictureTags,
  pointers,
} from './tags.ts';
import { text } from './values.ts';

export interface RawTags {
  readonly picture: PictureTags;
  readonly gps: GpsTags;
  readonly note: MakerNote;
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
  return { picture: inUtf8(picture, copy), gps, note: noteOf(block, picture) };
}

/** Offset of the byte order in a copy, behind `Exif\0\0`. */
const BYTE_ORDER = 6;

/** Replaces texts in other encodings. */
function inUtf8(tags: PictureTags, copy: Buffer | undefined): PictureTags {
  const result = { ...tags };
  const replace = (name: keyof PictureTags, decode: (value: Uint8Array) => string) => {
    const value = tags[name];
    if (value instanceof Uint8Array) result[name] = Buffer.from(decode(value));
  };
  const littleEndian = copy?.[BYTE_ORDER] === 0x49;
  replace('UserComment', (value) => decodeComment(value, littleEndian));
  for (const name of ['XPTitle', 'XPComment', 'XPAuthor', 'XPKeywords'] as const) {
    replace(name, decodeWindows);
  }
  return result;
}

const makerNote: ReadonlySet<number> = new Set([MAKER_NOTE]);

function noteOf(block: Uint8Array, { Make }: PictureTags): MakerNote {
  const tiff = openExif(block);
  const [note] = tiff ? follow(tiff, pointers.exif, makerNote, limits.exif.maxMakerNoteBytes) : [];
  return tiff && note ? readMakerNote(tiff.view, note.value, text(Make) ?? '') : {};
}
