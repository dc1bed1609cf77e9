import assert from 'node:assert/strict';
import sharp from 'sharp';
import { type Entry, fieldTypes } from '../metadata/exif/tiff-reader.ts';
import { sizeOf, writeTiff } from '../metadata/exif/tiff-writer.ts';
import { openHeader, type Pixels } from '../read/sharp.ts';

const HEADER_BYTES = 8;

let profile: Promise<Uint8Array> | undefined;

/** Returns libvips' profile of Display P3, for files without an embedded profile. */
export function displayP3(): Promise<Uint8Array> {
  const dot = { width: 1, height: 1, channels: 3, background: '#000' } as const;
  profile ??= sharp({ create: dot })
    .withIccProfile('p3')
    .png()
    .toBuffer()
    .then(async (png) => {
      const { icc } = await openHeader(png).metadata();
      assert(icc, 'the PNG was written with a profile');
      return icc;
    });
  return profile;
}

/**
 * Writes pixels and their ICC profile to an uncompressed TIFF in memory, as sharp does not accept a
 * profile with raw pixels.
 *
 * @param bits of a sample, little-endian
 *
 * Baseline RGB image, TIFF 6.0, section 6; ICCProfile (34675), TIFF/EP.
 */
export function carryProfile(
  { width, height, channels, data }: Pixels,
  profile: Uint8Array,
  bits: 8 | 16 = 8,
) {
  const entries = (offset: number): Entry[] => [
    long(256, width),
    long(257, height),
    short(258, ...Array<number>(channels).fill(bits)),
    short(259, 1),
    short(262, 2),
    long(273, offset),
    short(277, channels),
    long(278, height),
    long(279, data.length),
    ...(channels === 4 ? [short(338, 2)] : []),
    { tag: 34675, type: fieldTypes.undefined, count: profile.length, value: profile },
  ];
  const directory = writeTiff(true, [entries(HEADER_BYTES + sizeOf(entries(0)))]);
  return Buffer.concat([directory, data]);
}

function short(tag: number, ...values: number[]): Entry {
  const value = Buffer.alloc(2 * values.length);
  values.forEach((each, index) => {
    value.writeUInt16LE(each, 2 * index);
  });
  return { tag, type: fieldTypes.short, count: values.length, value };
}

function long(tag: number, number: number): Entry {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(number);
  return { tag, type: fieldTypes.long, count: 1, value };
}
