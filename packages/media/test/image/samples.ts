import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { bigEndian as be, exifBlock, withExifBlock } from './exif-block.ts';
import { gridHeic } from './heic.ts';
import { quarters } from './pictures.ts';
import { cr3, dng, jxl, psd, raf } from './unrendered.ts';

const picture = () => quarters(64, 48);

const describedJpeg = async () =>
  withExifBlock(
    await picture().jpeg().toBuffer(),
    exifBlock({
      first: [be.ascii(0x010f, 'Fabricante'), be.short(0x0112, 6)],
      exif: [be.ascii(0x9003, '2024:05:06 07:08:09'), be.rational(0x829a, [1, 125])],
      gps: [be.ascii(1, 'S'), be.rational(2, [23, 1], [33, 1], [0, 1])],
    }),
  );

const frames = async () =>
  sharp(await Promise.all([picture().png().toBuffer(), picture().negate().png().toBuffer()]), {
    join: { animated: true },
  });

/** A small file of each format that is taken, all made here; by the format's name. */
export const makers: Readonly<Record<string, () => Promise<Buffer>>> = {
  jpeg: describedJpeg,
  'progressive-jpeg': () => picture().jpeg({ progressive: true }).toBuffer(),
  'cmyk-jpeg': () => picture().toColourspace('cmyk').jpeg().toBuffer(),
  png: () => picture().png().toBuffer(),
  'interlaced-png': () => picture().toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  webp: () => picture().webp().toBuffer(),
  'lossless-webp': () => picture().ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
  'animated-webp': async () => (await frames()).webp().toBuffer(),
  gif: async () => (await frames()).gif().toBuffer(),
  tiff: () => picture().tiff({ compression: 'lzw' }).toBuffer(),
  'tiled-tiff': () => picture().tiff({ compression: 'deflate', tile: true }).toBuffer(),
  avif: () => picture().avif({ effort: 0 }).toBuffer(),
  'ten-bit-avif': () => readFile(new URL('./samples/ten-bit.avif', import.meta.url)),
  heic: () => gridHeic({ turns: 1 }),
  svg: async () =>
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><defs><g id="a">' +
        '<rect width="32" height="24" fill="#d03030"/></g></defs><use href="#a"/>' +
        '<text x="9" y="40" font-size="9">text</text></svg>',
    ),
  raf,
  cr3: async () => cr3(),
  dng: async () => dng(),
  psd: async () => psd(),
  jxl: async () => jxl(true),
};
