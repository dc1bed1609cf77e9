import { u16, u32 } from './big-endian.ts';
import type { Cicp } from './heif-colour.ts';

/**
 * The primaries of ITU-R BT.2020 with white D65, adapted to the D50 of profiles by Bradford's matrix
 * (ICC.1:2022, annex E): X, Y and Z of red, green and blue.
 */
const COLORANTS = {
  rXYZ: [0.67348, 0.279043, -0.001933],
  gXYZ: [0.165671, 0.675344, 0.029983],
  bXYZ: [0.125049, 0.045613, 0.796851],
} as const;

/** X, Y and Z of red, green and blue, adapted to D50. */
export type Colorants = Readonly<Record<'rXYZ' | 'gXYZ' | 'bXYZ', readonly number[]>>;

export const D50 = [0.9642, 1, 0.8249] as const;

/** ICC.1:2022, 10.18, function type 3: (a·x + b)^g from d on, c·x before; in the order g, a, b, c, d. */
const curves = {
  /** ITU-R BT.2020, table 4, for ten bits; BT.709 has the same one. */
  bt2020: [1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081],
  /** IEC 61966-2-1. */
  srgb: [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045],
} as const;

/** A known curve, or the exponent of a power (function type 0). */
export type Curve = keyof typeof curves | number;

/** ISO/IEC 23091-2, 8.2: the number of sRGB's transfer characteristics. */
const SRGB_TRANSFER = 13;

const HEADER_BYTES = 128;
const ENTRY_BYTES = 12;

/** Creates the profile of ITU-R BT.2020. */
export const bt2020 = ({ transfer }: Cicp): Uint8Array =>
  rgbProfile(COLORANTS, transfer === SRGB_TRANSFER ? 'srgb' : 'bt2020');

/**
 * Creates an ICC profile with three colorants and a curve (ICC.1:2022, 8.3.3) for files without an
 * embedded profile.
 */
export function rgbProfile(colorants: Colorants, curve: Curve): Uint8Array {
  const [type, parameters] = typeof curve === 'number' ? [0, [curve]] : [3, curves[curve]];
  const toLight = tag('para', u16(type, 0), fixed(parameters));
  const tags: [string, Buffer][] = [
    ['desc', tag('mluc', u32(1, 12), Buffer.from('enUS'), u32(0, 28))],
    ['wtpt', tag('XYZ ', fixed(D50))],
    ...Object.entries(colorants).map(([name, xyz]): [string, Buffer] => [
      name,
      tag('XYZ ', fixed(xyz)),
    ]),
    ...['rTRC', 'gTRC', 'bTRC'].map((name): [string, Buffer] => [name, toLight]),
  ];
  let at = HEADER_BYTES + 4 + tags.length * ENTRY_BYTES;
  const entries = tags.map(([name, { length }]) => {
    const entry = Buffer.concat([Buffer.from(name), u32(at, length)]);
    at += length;
    return entry;
  });
  const body = [u32(tags.length), ...entries, ...tags.map(([, bytes]) => bytes)];
  return Buffer.concat([header(at), ...body]);
}

/** ICC.1:2022, 7.2. */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x04_40_00_00, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  bytes.write('acsp', 36, 'latin1');
  fixed(D50).copy(bytes, 68);
  return bytes;
}

/** A tag starts with its type and four reserved bytes. */
const tag = (type: string, ...parts: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(type, 'latin1'), u32(0), ...parts]);

/** s15Fixed16Number: ICC.1:2022, 4.6. */
const fixed = (numbers: readonly number[]): Buffer =>
  u32(...numbers.map((number) => Math.round(number * 65_536)));
