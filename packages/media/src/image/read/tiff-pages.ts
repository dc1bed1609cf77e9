import { limits } from '../limits.ts';
import { fieldTypes, openTiff } from '../metadata/exif/tiff-reader.ts';
import type { Parts } from './file-parts.ts';

/** The tags of a page that decide how it can be decoded. TIFF 6.0 and its supplements. */
const tags = {
  subfileType: 0x00fe,
  bits: 0x0102,
  compression: 0x0103,
  photometric: 0x0106,
  samples: 0x0115,
  sampleFormat: 0x0153,
} as const;

type Name = keyof typeof tags;

/** The values of a page; a missing tag has none. */
export type TiffPage = Readonly<Record<Name, readonly number[]>> & {
  /** Where the value of PhotometricInterpretation is in the file, 0 if it is missing. */
  readonly photometricAt: number;
};

export interface TiffPages {
  readonly littleEndian: boolean;
  readonly pages: readonly TiffPage[];
}

const names = new Map(Object.entries(tags).map(([name, tag]) => [tag as number, name as Name]));

const ENTRY_BYTES = 12;
/** More values than any of these tags has. */
const MAX_VALUES = 32;

/** Reads the chain of directories of a TIFF. Empty for BigTIFF, and if the first one is damaged. */
export function tiffPages(parts: Parts): TiffPages {
  const tiff = openTiff(parts.read(0, 8));
  if (!tiff) return { littleEndian: false, pages: [] };
  const { littleEndian } = tiff;
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  let at = tiff.firstDirectory;
  while (at >= 8 && !seen.has(at) && pages.length < limits.tiff.maxPages) {
    seen.add(at);
    const count = parts.read(at, 2);
    if (count.length < 2) break;
    const entries = Math.min(short(count, 0, littleEndian), limits.exif.maxEntries);
    const directory = parts.read(at + 2, entries * ENTRY_BYTES + 4);
    if (directory.length < entries * ENTRY_BYTES) break;
    pages.push(readPage(parts, directory, at + 2, littleEndian));
    if (directory.length < entries * ENTRY_BYTES + 4) break;
    at = long(directory, entries * ENTRY_BYTES, littleEndian);
  }
  return { littleEndian, pages };
}

function readPage(parts: Parts, directory: Buffer, at: number, littleEndian: boolean): TiffPage {
  const values = Object.fromEntries(
    [...names.values()].map((name) => [name, []]),
  ) as unknown as Record<Name, readonly number[]>;
  let photometricAt = 0;
  for (let entry = 0; entry + ENTRY_BYTES <= directory.length; entry += ENTRY_BYTES) {
    const name = names.get(short(directory, entry, littleEndian));
    if (name === undefined) continue;
    values[name] = readValues(parts, directory.subarray(entry, entry + ENTRY_BYTES), littleEndian);
    if (name === 'photometric') photometricAt = at + entry + 8;
  }
  return { ...values, photometricAt };
}

function readValues(parts: Parts, entry: Buffer, littleEndian: boolean): number[] {
  const type = short(entry, 2, littleEndian);
  const count = long(entry, 4, littleEndian);
  const isShort = type === fieldTypes.short;
  if ((!isShort && type !== fieldTypes.long) || count > MAX_VALUES) return [];
  const bytes = isShort ? 2 : 4;
  const stored =
    count * bytes <= 4
      ? entry.subarray(8)
      : parts.read(long(entry, 8, littleEndian), count * bytes);
  if (stored.length < count * bytes) return [];
  const read = isShort ? short : long;
  return Array.from({ length: count }, (_, index) => read(stored, index * bytes, littleEndian));
}

const short = (bytes: Buffer, at: number, littleEndian: boolean): number =>
  littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);

const long = (bytes: Buffer, at: number, littleEndian: boolean): number =>
  littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
