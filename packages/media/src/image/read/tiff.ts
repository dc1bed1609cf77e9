import { MediaError } from '../../failures.ts';
import { labToSrgb } from '../colour/lab.ts';
import { resize, type Size } from '../render/sizes.ts';
import { openPixels, openRaw, type Pixels, toPixels } from './sharp.ts';
import { asRgb, type TiffVariant } from './tiff-variant.ts';

/**
 * Decodes a TIFF whose samples libvips would not convert as they are meant: with extra channels, which are
 * dropped; grey in floating-point numbers or integers of 32 bits; and CIELab.
 */
export async function decodeTiff(path: string, variant: TiffVariant, size: Size): Promise<Pixels> {
  const { page, wide, labAt } = variant;
  const input = labAt === undefined ? path : await asRgb(path, variant);
  const whole = openPixels(input, { page }).autoOrient();
  const pixels = wide
    ? await fromWide(whole, wide)
    : firstChannels(await whole.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
  if (labAt !== undefined) offsetSigns(pixels.data);
  const shown = await toPixels(resize(openRaw(pixels), size));
  return labAt === undefined ? shown : labToSrgb(shown);
}

interface Raw {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: number };
}

/** Keeps three colours. */
function firstChannels({ data, info: { width, height, channels } }: Raw): Pixels {
  const colours = Buffer.alloc(width * height * 3);
  for (let at = 0, from = 0; at < colours.length; at += 3, from += channels) {
    data.copy(colours, at, from, from + 3);
  }
  return { width, height, channels: 3, data: colours };
}

/**
 * The value of white by the greatest sample up to which it is meant. Floating-point numbers may exceed
 * their white of 1.
 */
const WHITES = [
  { upTo: 16, white: 1 },
  { upTo: 255, white: 255 },
  { upTo: 65_535, white: 65_535 },
  { upTo: 2 ** 31, white: 2 ** 31 - 1 },
  { upTo: 2 ** 32, white: 2 ** 32 - 1 },
] as const;

/** Scales samples to 8 bits. */
async function fromWide(
  whole: ReturnType<typeof openPixels>,
  samplesOf: 'grey' | 'colours',
): Promise<Pixels> {
  const { data, info } = await whole
    .toColourspace(samplesOf === 'grey' ? 'b-w' : 'srgb')
    .raw({ depth: 'float' })
    .toBuffer({ resolveWithObject: true });
  const samples = new Float32Array(data.buffer, data.byteOffset, data.length / 4);
  const greatest = samples.reduce((most, value) => (value > most ? value : most), 0);
  const white = WHITES.find(({ upTo }) => greatest <= upTo)?.white;
  if (white === undefined) throw new MediaError('format-unsupported', { detail: 'of the samples' });
  const { width, height, channels } = info;
  const bytes = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const sample = samples[pixel * channels + (channels < 3 ? 0 : channel)] ?? 0;
      bytes[3 * pixel + channel] = Math.min(255, Math.max(0, Math.round((255 * sample) / white)));
    }
  }
  return { width, height, channels: 3, data: bytes };
}

/** The signed a and b become unsigned, so that they can be resized. */
function offsetSigns(lab: Uint8Array): void {
  for (let at = 0; at < lab.length; at += 3) {
    lab[at + 1] = (lab[at + 1] ?? 0) ^ 0x80;
    lab[at + 2] = (lab[at + 2] ?? 0) ^ 0x80;
  }
}
