import { open, readFile, stat } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { MediaError } from '../../failures.ts';
import { readHead } from '../../read-head.ts';
import { sniff } from '../../sniff.ts';
import { image } from '../descriptor.ts';
import { type DecoderName, formats } from '../formats.ts';
import { limits } from '../limits.ts';
import { readEmbedded } from '../metadata/embedded/embedded.ts';
import { orientationOf, readTags } from '../metadata/exif/exif.ts';
import { decodeMarkup, unpackSvg } from '../recognise/svg.ts';
import type { Size } from '../render/sizes.ts';
import { type Container, readContainer } from './container.ts';
import { closedGif } from './damaged/gif.ts';
import { sizeOfDrawing } from './drawing.ts';
import { type Input, openDamaged, openHeader } from './sharp.ts';
import { asRgb, isUnusual, readTiffVariant, type TiffVariant } from './tiff-variant.ts';

/** The properties of a file read before decoding. */
export interface Header {
  /** The path of the file, or bytes to decode instead of it, such as the whole frames of a damaged GIF. */
  readonly input: Input;
  readonly isDamaged: boolean;
  /** The value of Orientation of a PNG whose EXIF is behind its pixels. */
  readonly turn?: number | undefined;
  /** Of a TIFF. */
  readonly variant?: TiffVariant | undefined;
  readonly mimeType: string;
  readonly decoder: Exclude<DecoderName, 'none'>;
  /** With Orientation applied. Of a drawing, the size that it asks for. */
  readonly size: Size;
  readonly raw: Metadata;
  readonly container: Container;
}

/**
 * Tells a file's format by its first bytes.
 *
 * @throws MediaError `format-unsupported`; a fault of the disk, which is not the file's, as it is.
 */
export async function identify(path: string): Promise<string> {
  const file = await open(path);
  try {
    // More than SNIFF_BYTES, as a long comment may precede the root element of an SVG.
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(limits.svg.prologBytes) });
    const sniffed = await sniff(buffer.subarray(0, bytesRead));
    if (sniffed?.kind.name !== image.name) throw new MediaError('format-unsupported');
    return sniffed.mimeType;
  } finally {
    await file.close();
  }
}

/**
 * Reads a file's header and refuses what will not be decoded, so that each refusal has its own code.
 *
 * @throws MediaError `corrupt`, `format-unsupported`, `too-large` or `too-many-pixels`.
 */
export async function readHeader(path: string, sniffed: string): Promise<Header> {
  const { input, isDamaged = false } = await readInput(path, sniffed);
  const variant = sniffed === 'image/tiff' ? readTiffVariant(path) : undefined;
  // The decoder does not know CIELab of 8 bits.
  const shown = variant?.labAt === undefined ? input : await asRgb(path, variant);
  const options = { unlimited: isHeif(sniffed), page: variant?.page ?? 0 };
  const raw = await (isDamaged ? openDamaged(input) : openHeader(shown, options))
    .metadata()
    .catch((cause: unknown) => {
      throw new MediaError('corrupt', { detail: 'its header cannot be read', cause });
    });
  const mimeType = provenType(sniffed, raw);
  const decoder = formats[mimeType];
  if (decoder === undefined || decoder === 'none') {
    throw new MediaError('format-unsupported', { detail: mimeType });
  }
  const container = await readContainer(path, mimeType);
  const turn = raw.exif ? undefined : lateOrientation(path, mimeType);
  const size = turned(sizeOf(input, raw, decoder), turn);
  const header = { input, isDamaged, turn, variant, mimeType, decoder, size, raw, container };
  // A drawing is rasterised at the size of the renditions.
  if (decoder !== 'librsvg') checkPixels(header);
  return header;
}

async function readInput(
  path: string,
  sniffed: string,
): Promise<{ input: Input; isDamaged?: boolean }> {
  if (sniffed === 'image/avif') return { input: await readAvif(path) };
  if (sniffed === 'image/gif') return closedGif(path, await readFile(path));
  if (formats[sniffed] !== 'librsvg') return { input: path };
  const { size } = await stat(path);
  if (size > limits.svg.maxBytes) throw new MediaError('too-large', { detail: 'of a drawing' });
  return { input: readSvg(await readFile(path)) };
}

/** Returns an SVG in UTF-8 without compression, and without the declaration of another encoding. */
function readSvg(file: Buffer): Buffer {
  try {
    return Buffer.from(decodeMarkup(unpackSvg(file)).replace(DECLARATION, ''));
  } catch (cause) {
    const isTooLarge = Error.isError(cause) && 'code' in cause && cause.code === TOO_LARGE;
    throw new MediaError(isTooLarge ? 'too-large' : 'corrupt', { detail: 'of a drawing', cause });
  }
}

/** XML 1.0, production 23. */
const DECLARATION = /^\ufeff?\s*<\?xml\s[^>]*\?>/;

const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';

/** Whether the file is checked by the limits here instead of the decoder's, which are lower. */
export const isHeif = (mimeType: string): boolean => /^image\/(?:avif|hei[cf])$/.test(mimeType);

/** The major brand of an image sequence, by which libvips does not recognise AVIF. */
const SEQUENCE = Buffer.from('ftypavis', 'latin1');

/** Returns a file, of a sequence with the brand of a picture. */
async function readAvif(path: string): Promise<Input> {
  const head = await readHead(path, 12);
  if (!SEQUENCE.equals(head.subarray(4))) return path;
  const file = await readFile(path);
  file.write('avif', 8, 'latin1');
  return file;
}

/** Returns the orientation in the EXIF behind the pixels of a PNG, which libvips does not read. */
function lateOrientation(path: string, mimeType: string): number | undefined {
  if (mimeType !== 'image/png') return undefined;
  return orientationOf(readTags(readEmbedded(path, mimeType).exif ?? []));
}

const turned = ({ width, height }: Size, turn = 1): Size =>
  turn > 4 ? { width: height, height: width } : { width, height };

/** Returns the size of a picture as shown, of a drawing what it asks for. */
function sizeOf(input: Input, { autoOrient }: Metadata, decoder: DecoderName): Size {
  if (decoder !== 'librsvg' || typeof input === 'string') return autoOrient;
  // librsvg measures a drawing without a size by what is drawn.
  return sizeOfDrawing(input) ?? autoOrient;
}

/** sharp names a HEIF file by its major brand alone, and so takes some AVIF for HEIC. */
function provenType(sniffed: string, { format, mediaType }: Metadata): string {
  if (format === 'heif') return sniffed;
  return sniffed === 'image/apng' && format === 'png' ? sniffed : (mediaType ?? '');
}

const bytesPerSample: Readonly<Record<string, number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  double: 8,
  complex: 8,
  dpcomplex: 16,
};

function checkPixels({ size, raw, decoder, variant, turn = 1 }: Header): void {
  const pixels = size.width * size.height;
  const most = decoder === 'libheif' ? limits.heic.maxPixels : limits.maxPixels;
  const held = pixels * raw.channels * (bytesPerSample[raw.depth] ?? 4);
  if (
    pixels > most ||
    ((isHeldWhole(raw) || turn > 1 || (variant && isUnusual(variant))) &&
      held > limits.maxHeldBytes)
  ) {
    const detail = `${size.width} × ${size.height}, ${raw.channels} channels of ${raw.depth}`;
    throw new MediaError('too-many-pixels', { detail });
  }
}

/** Whether a decoder needs all pixels in memory. Other decoders stream rows. */
function isHeldWhole({ format, isProgressive, orientation = 1 }: Metadata): boolean {
  const streams = format === 'jpeg' || format === 'png' || format === 'tiff';
  return !streams || isProgressive === true || orientation > 1;
}
