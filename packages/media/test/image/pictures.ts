import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derive as deriveImage } from '@galeria/media/image';
import sharp, { type Sharp } from 'sharp';
import { ImageMetadata } from '../../src/image/schema.ts';
import type { Derivation, Derive, Picture } from '../../src/kind.ts';
import { assertMetadata } from '../metadata.ts';

export type ImageDerivation = Derivation<Picture, ImageMetadata>;

/** Derives from bytes, by way of a file as the processor does. */
export async function deriveFrom(
  bytes: Uint8Array,
  derive: Derive<Picture> = deriveImage,
): Promise<ImageDerivation> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  try {
    const path = join(folder, 'original');
    await writeFile(path, bytes);
    const id = createHash('sha256').update(bytes).digest('hex');
    const derivation = await derive({ id, path, size: bytes.length });
    assertMetadata(ImageMetadata, derivation.metadata);
    return derivation as ImageDerivation;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Of the quarters: top left, top right, bottom left, bottom right. */
const COLOURS = [
  [208, 48, 48],
  [48, 160, 64],
  [48, 80, 192],
  [224, 208, 64],
] as const;

/** A quarter of each colour, so that no two orientations look alike. */
export function quarters(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const quarter = (2 * y >= height ? 2 : 0) + (2 * x >= width ? 1 : 0);
      data.set(COLOURS[quarter]!, (y * width + x) * 3);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A rendition by the end of its name, such as `2560.v4.jpg`. */
export function bodyOf({ renditions }: ImageDerivation, name: string): Uint8Array {
  const found = renditions.find((rendition) => rendition.name === name);
  if (!found) throw new Error(`no ${name} among ${renditions.map((each) => each.name)}`);
  return found.body;
}

/** The renditions that show all of the picture. */
export const wholes = ({ renditions }: ImageDerivation) =>
  renditions.filter(({ name }) => !name.includes('square'));

/** `2560.v4.jpg 600x400` for each. */
export const summary = ({ renditions }: ImageDerivation) =>
  renditions.map(({ name, width, height }) => `${name} ${width}x${height}`);

/**
 * How far two pictures are apart: the mean difference of a sample, of 255, over 32 × 32 pixels. Below
 * 3 they look alike; another orientation or a wrong colour space is far above.
 */
export async function distance(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([sample(one), sample(other)]);
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}

const sample = (picture: Uint8Array) =>
  sharp(picture)
    .resize(32, 32, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
