import { gpsTags, pictureTags, pointers, textsInBytes } from './tags.ts';
import {
  type Entry,
  fieldTypes,
  numberOf,
  openTiff,
  readDirectory,
  type Tiff,
} from './tiff-reader.ts';
import { sizeOf, writeTiff } from './tiff-writer.ts';

const EXIF_HEADER = Buffer.from('Exif\0\0', 'latin1');
const FIRST_DIRECTORY = 8;

const wantedPicture: ReadonlySet<number> = new Set(Object.values(pictureTags));
const wantedGps: ReadonlySet<number> = new Set(Object.values(gpsTags));
const wantedPointers: ReadonlySet<number> = new Set(Object.values(pointers));

/**
 * Copies the valid, wanted tags of an EXIF block into a small, well-formed block for exif-parser.
 *
 * On an original block, exif-parser discards everything for one bad entry and trusts every count and
 * offset: 64 KB can cost minutes and a gigabyte. The copy is well-formed by construction, has each
 * wanted tag once, and omits the thumbnail's directory.
 *
 * @param block with or without `Exif\0\0`
 * @returns with `Exif\0\0`, or undefined if it is not an EXIF block
 */
export function boundedCopy(block: Uint8Array): Buffer | undefined {
  const tiff = openExif(block);
  if (!tiff) return undefined;
  const first = readDirectory(tiff, tiff.firstDirectory, wantedPicture);
  const exif = follow(tiff, pointers.exif, wantedPicture);
  const gps = follow(tiff, pointers.gps, wantedGps);

  const found = [
    { tag: pointers.exif, entries: exif },
    { tag: pointers.gps, entries: gps },
  ].filter(({ entries }) => entries.length > 0);
  const unset = found.map(({ tag }) => pointer(tiff, tag, 0));
  let offset = FIRST_DIRECTORY + sizeOf([...first, ...unset]);
  const set = found.map(({ tag, entries }) => {
    const entry = pointer(tiff, tag, offset);
    offset += sizeOf(entries);
    return entry;
  });
  const directories = [[...first, ...set], ...found.map(({ entries }) => entries)];
  const copy = writeTiff(
    tiff.littleEndian,
    directories.map((entries) => entries.map(withRawText)),
  );
  return Buffer.concat([EXIF_HEADER, copy]);
}

/** Opens a block with or without `Exif\0\0`. */
export function openExif(block: Uint8Array): Tiff | undefined {
  const prefixed = EXIF_HEADER.equals(block.subarray(0, EXIF_HEADER.length));
  return openTiff(prefixed ? block.subarray(EXIF_HEADER.length) : block);
}

/** Returns the entries of a directory to which the first one points. */
export function follow(
  tiff: Tiff,
  tag: number,
  wanted: ReadonlySet<number>,
  maxValueBytes?: number,
): Entry[] {
  const entry = readDirectory(tiff, tiff.firstDirectory, wantedPointers).find(
    (candidate) => candidate.tag === tag,
  );
  const offset = entry && numberOf(tiff, entry);
  return offset === undefined ? [] : readDirectory(tiff, offset, wanted, maxValueBytes);
}

function pointer({ littleEndian }: Tiff, tag: number, offset: number): Entry {
  const value = new Uint8Array(4);
  new DataView(value.buffer).setUint32(0, offset, littleEndian);
  return { tag, type: fieldTypes.long, count: 1, value };
}

/**
 * Marks a text as UNDEFINED, so that exif-parser returns its bytes instead of decoding them as UTF-8.
 */
function withRawText(entry: Entry): Entry {
  const { ascii, utf8 } = fieldTypes;
  const isText = entry.type === ascii || entry.type === utf8 || textsInBytes.has(entry.tag);
  return isText ? { ...entry, type: fieldTypes.undefined } : entry;
}
