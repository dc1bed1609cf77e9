import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bigEndian as be, exifBlock, quarters, withExifBlock } from '@galeria/media/testing';
import sharp from 'sharp';

/** Creates a folder for generated test files. */
export const mediaFolder = () => mkdtemp(join(tmpdir(), 'galeria-media-'));

export async function save(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A photo as an upright phone stores it: rotated, with GPS position, time and offset. */
export async function phonePhoto(width = 1600, height = 1200): Promise<Buffer> {
  const jpeg = await quarters(width, height).jpeg().toBuffer();
  return withExifBlock(
    jpeg,
    exifBlock({
      first: [
        be.ascii(0x010f, 'Fabricante'),
        be.ascii(0x0110, 'Telefone 7'),
        be.short(0x0112, 6),
        be.ascii(0x0131, 'Software 1.2'),
      ],
      exif: [
        be.rational(0x829a, [1, 125]),
        be.ascii(0x9003, '2024:05:06 07:08:09'),
        be.ascii(0x9011, '+02:00'),
        be.ascii(0x9291, '123'),
        be.ascii(0xa431, 'SERIAL-0451'),
      ],
      gps: [
        be.ascii(1, 'S'),
        be.rational(2, [23, 1], [33, 1], [0, 1]),
        be.ascii(3, 'W'),
        be.rational(4, [46, 1], [38, 1], [0, 1]),
      ],
    }),
  );
}

export const withAlpha = () =>
  sharp({
    create: {
      width: 700,
      height: 500,
      channels: 4,
      background: { r: 0, g: 90, b: 200, alpha: 0.5 },
    },
  })
    .png()
    .toBuffer();

export const progressive = () => quarters(900, 600).jpeg({ progressive: true }).toBuffer();

/** A picture of 6000 × 4000 pixels. */
export const twentyFourMegapixels = () => quarters(6000, 4000).jpeg().toBuffer();

/** A JPEG that is truncated before its pixels. */
export async function corrupt(): Promise<Buffer> {
  const whole = await noise(1, 400, 300);
  return whole.subarray(0, whole.indexOf('ffda', 'hex'));
}

/** A small picture that is unique for the seed. */
export function noise(seed: number, width = 64, height = 48): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  let state = seed * 2654435761 + 1;
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[at] = state >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}
