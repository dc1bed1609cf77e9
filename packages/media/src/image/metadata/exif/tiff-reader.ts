import { limits } from '../../limits.ts';

/** An entry of a TIFF directory with its value in the block's byte order. */
export interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Uint8Array;
}

/** A TIFF block: a header of eight bytes, and directories at any offset. */
export interface Tiff {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly firstDirectory: number;
}

/** Field types: TIFF 6.0, section 2; IFD from its supplement 1; UTF-8 is new in EXIF 3.0. */
export const fieldTypes = {
  ascii: 2,
  short: 3,
  long: 4,
  undefined: 7,
  ifd: 13,
  utf8: 129,
} as const;

const bytesPerValue: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  129: 1,
};

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;
const INLINE_BYTES = 4;

/** Opens a block. Undefined if it is not a TIFF block. */
export function openTiff(block: Uint8Array): Tiff | undefined {
  if (block.length < HEADER_BYTES) return undefined;
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const byteOrder = view.getUint16(0);
  const littleEndian = byteOrder === 0x4949;
  if (!littleEndian && byteOrder !== 0x4d4d) return undefined;
  if (view.getUint16(2, littleEndian) !== 42) return undefined;
  return { view, littleEndian, firstDirectory: view.getUint32(4, littleEndian) };
}

/**
 * Reads the valid, wanted entries of a directory and skips damaged ones. Does not follow links to other
 * directories, so cycles are harmless.
 */
export function readDirectory(
  tiff: Tiff,
  offset: number,
  wanted: ReadonlySet<number>,
  maxValueBytes: number = limits.exif.maxValueBytes,
): Entry[] {
  const { view, littleEndian } = tiff;
  if (offset < HEADER_BYTES || offset + 2 > view.byteLength) return [];
  const room = Math.floor((view.byteLength - offset - 2) / ENTRY_BYTES);
  const stated = view.getUint16(offset, littleEndian);
  const entries = new Map<number, Entry>();
  for (let index = 0; index < Math.min(stated, room, limits.exif.maxEntries); index++) {
    const entry = readEntry(tiff, offset + 2 + index * ENTRY_BYTES, maxValueBytes);
    if (entry && wanted.has(entry.tag) && !entries.has(entry.tag)) entries.set(entry.tag, entry);
  }
  return [...entries.values()];
}

function readEntry(
  { view, littleEndian }: Tiff,
  at: number,
  maxValueBytes: number,
): Entry | undefined {
  const tag = view.getUint16(at, littleEndian);
  const type = view.getUint16(at + 2, littleEndian);
  const count = view.getUint32(at + 4, littleEndian);
  const length = (bytesPerValue[type] ?? 0) * count;
  if (length === 0 || length > maxValueBytes) return undefined;
  const start = length <= INLINE_BYTES ? at + 8 : view.getUint32(at + 8, littleEndian);
  if (start + length > view.byteLength) return undefined;
  const value = new Uint8Array(view.buffer, view.byteOffset + start, length);
  return { tag, type, count, value };
}

/** Returns the single integer of an entry, such as an offset. Undefined for other values. */
export function numberOf({ littleEndian }: Tiff, { type, count, value }: Entry) {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (count !== 1) return undefined;
  if (type === fieldTypes.long || type === fieldTypes.ifd) return view.getUint32(0, littleEndian);
  return type === fieldTypes.short ? view.getUint16(0, littleEndian) : undefined;
}
