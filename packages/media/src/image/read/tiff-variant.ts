import { readFile } from 'node:fs/promises';
import { MediaError } from '../../failures.ts';
import { withParts } from './file-parts.ts';
import { type TiffPage, tiffPages } from './tiff-pages.ts';

/** How a page of a TIFF is decoded, where libvips does not do it alone. */
export interface TiffVariant {
  /** The number of the page to show. */
  readonly page: number;
  /** The number of channels that are neither colours nor alpha. */
  readonly extraChannels: number;
  /** Grey in floating-point numbers, or integers of 32 bits: libvips would clip these samples. */
  readonly wide?: 'grey' | 'colours';
  /** CIELab of 8 bits a sample; its PhotometricInterpretation is at this position. */
  readonly labAt?: number;
  readonly littleEndian: boolean;
}

/** Whether libvips alone would not decode a variant as it is meant. */
export const isUnusual = ({ extraChannels, wide, labAt }: TiffVariant): boolean =>
  extraChannels > 0 || wide !== undefined || labAt !== undefined;

const REDUCED = 1;

/** TIFF 6.0, section 8, and its supplements. */
const photometrics = { black: 1, rgb: 2, separated: 5, cieLab: 8 } as const;

/**
 * The compressions that sharp's libtiff decodes: none, CCITT, LZW, JPEG, deflate, PackBits and WebP. Others,
 * such as old-style JPEG (6), JPEG 2000, LZMA and Zstandard, are not built in.
 */
const COMPRESSIONS = [1, 2, 3, 4, 5, 7, 8, 32_773, 32_946, 50_001];

const BITS = [1, 2, 4, 8, 16, 32];
const FLOAT = 3;
/** libvips misreads other floating-point numbers. */
const FLOAT_BITS = [32];

/** @throws MediaError `format-unsupported` for a compression or depth that no decoder has */
export function readTiffVariant(path: string): TiffVariant {
  const { pages, littleEndian } = withParts(path, tiffPages);
  const first = pages.findIndex(({ subfileType: [type = 0] }) => (type & REDUCED) === 0);
  const page = Math.max(0, first);
  const shown = pages[page];
  if (!shown) return { page, extraChannels: 0, littleEndian };
  checkSupported(shown);
  const [photometric] = shown.photometric;
  const [bits = 1] = shown.bits;
  const isGrey = photometric === 0 || photometric === photometrics.black;
  const isFloat = shown.sampleFormat[0] === FLOAT;
  const isLab = photometric === photometrics.cieLab && bits === 8 && shown.samples[0] === 3;
  return {
    page,
    extraChannels: extraChannelsOf(shown),
    littleEndian,
    ...(bits === 32 && (isGrey || !isFloat) && { wide: isGrey ? 'grey' : 'colours' }),
    ...(isLab && { labAt: shown.photometricAt }),
  };
}

function checkSupported({ compression, bits, sampleFormat }: TiffPage): void {
  const [method = 1] = compression;
  if (!COMPRESSIONS.includes(method)) unsupported(`a TIFF with compression ${method}`);
  const isEven = bits.every((each) => each === bits[0]);
  const known = sampleFormat[0] === FLOAT ? FLOAT_BITS : BITS;
  if (!isEven || !known.includes(bits[0] ?? 1)) unsupported(`a TIFF of ${bits} bits a sample`);
}

function unsupported(detail: string): never {
  throw new MediaError('format-unsupported', { detail });
}

/** TIFF 6.0, section 18: samples beyond the colours, of which the first one is taken for alpha. */
function extraChannelsOf({
  samples: [samples = 1],
  photometric: [photometric = 1],
}: TiffPage): number {
  if (photometric > photometrics.separated) return 0;
  const colours = { [photometrics.rgb]: 3, [photometrics.separated]: 4 }[photometric] ?? 1;
  return Math.max(0, samples - colours - 1);
}

/** Returns a TIFF in CIELab as one in RGB, which libvips decodes without a conversion. */
export async function asRgb(path: string, { labAt = 0, littleEndian }: TiffVariant) {
  const bytes = await readFile(path);
  if (littleEndian) bytes.writeUInt16LE(photometrics.rgb, labAt);
  else bytes.writeUInt16BE(photometrics.rgb, labAt);
  return bytes;
}
