import { u16, u32 } from '../../src/image/colour/big-endian.ts';
import { sizeOf, writeTiff } from '../../src/image/metadata/exif/tiff-writer.ts';

export interface TiffOptions {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
  /** Bits a sample, one for each channel. */
  readonly bits: readonly number[];
  /** 1 is grey, 2 RGB, 8 CIELab. */
  readonly photometric: number;
  /** 1 is unsigned, 2 signed, 3 floating-point. */
  readonly format?: number;
  readonly compression?: number;
  readonly extraSamples?: readonly number[];
  /** 1 is a reduced image. */
  readonly subfileType?: number;
  readonly strips?: number;
}

/** Writes a big-endian TIFF whose directory precedes the pixels. */
export function tiff(options: TiffOptions): Buffer {
  const size = 8 + sizeOf(entriesOf(options, 0));
  return Buffer.concat([writeTiff(false, [entriesOf(options, size)]), options.data]);
}

/** Writes two pages, of which the second one has its directory behind the pixels of the first one. */
export function twoPages(first: TiffOptions, second: TiffOptions): Buffer {
  const page = tiff(first);
  const directory = 8 + sizeOf(entriesOf(first, 0)) - directoryValues(first) - 4;
  const start = page.length + (page.length % 2);
  page.writeUInt32BE(start, directory);
  const size = sizeOf(entriesOf(second, 0));
  // The writer counts from the first directory at byte 8.
  const moved = writeTiff(false, [entriesOf(second, start + size)]).subarray(8);
  return Buffer.concat([
    page,
    Buffer.alloc(start - page.length),
    shifted(moved, start - 8),
    second.data,
  ]);
}

const directoryValues = (options: TiffOptions): number =>
  entriesOf(options, 0).reduce(
    (sum, { value }) => sum + (value.length > 4 ? value.length + (value.length % 2) : 0),
    0,
  );

/** Moves the values of a directory that are not in its entries. */
function shifted(directory: Buffer, by: number): Buffer {
  const copy = Buffer.from(directory);
  const bytesOf = (type: number) => (type === 3 ? 2 : 4);
  for (let entry = 0; entry < copy.readUInt16BE(0); entry++) {
    const at = 2 + 12 * entry;
    const bytes = bytesOf(copy.readUInt16BE(at + 2)) * copy.readUInt32BE(at + 4);
    if (bytes > 4) copy.writeUInt32BE(copy.readUInt32BE(at + 8) + by, at + 8);
  }
  return copy;
}

function entriesOf(options: TiffOptions, at: number) {
  const { width, height, data, bits, photometric } = options;
  const { format = 1, compression = 1, extraSamples = [], subfileType = 0, strips = 1 } = options;
  const long = (tag: number, ...values: number[]) => entry(tag, 4, values.length, u32(...values));
  const short = (tag: number, ...values: number[]) => entry(tag, 3, values.length, u16(...values));
  const bytes = data.length / strips;
  const each = Array.from({ length: strips }, (_, index) => index);
  return [
    long(254, subfileType),
    long(256, width),
    long(257, height),
    short(258, ...bits),
    short(259, compression),
    short(262, photometric),
    long(273, ...each.map((index) => at + index * bytes)),
    short(277, bits.length),
    long(278, height / strips),
    long(279, ...each.map(() => bytes)),
    ...(extraSamples.length > 0 ? [short(338, ...extraSamples)] : []),
    short(339, ...bits.map(() => format)),
  ];
}

const entry = (tag: number, type: number, count: number, value: Uint8Array) => ({
  tag,
  type,
  count,
  value,
});
