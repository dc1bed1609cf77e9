import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { writeAdobeRgb } from './adobe-rgb.ts';
import { deepTiff } from './deep-tiff.ts';
import { deriveFrom, distance, quarters, wholes } from './pictures.ts';

let folder: string;
let adobeRgb: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  adobeRgb = await writeAdobeRgb(join(folder, 'adobe-rgb.icc'));
});
afterAll(() => rm(folder, { recursive: true }));

const picture = () => quarters(400, 300);

/** Returns the samples of a file without applying its profile. */
const withoutProfile = async (file: Buffer) => {
  const { data, info } = await sharp(file, { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
};

describe('colours', () => {
  test.each(['jpeg', 'png', 'webp', 'tiff'] as const)(
    'Adobe RGB in a %s becomes sRGB',
    async (format) => {
      const expected = await picture().png().toBuffer();
      const options = format === 'webp' ? { lossless: true } : { quality: 95 };
      const original = await picture()
        .withIccProfile(adobeRgb)
        .toFormat(format, options)
        .toBuffer();
      expect(await distance(await withoutProfile(original), expected)).toBeGreaterThan(5);
      const derivation = await deriveFrom(original);
      expect(derivation.metadata).toMatchObject({ colourProfile: 'Adobe RGB (1998)' });
      for (const { body } of wholes(derivation)) {
        expect(await distance(body, expected)).toBeLessThan(2.5);
        expect((await sharp(body).metadata()).hasProfile).toBe(false);
      }
    },
  );

  test('Display P3 becomes sRGB in each rendition', async () => {
    const expected = await picture().png().toBuffer();
    const original = await picture().withIccProfile('p3').png().toBuffer();
    expect(await distance(await withoutProfile(original), expected)).toBeGreaterThan(5);
    for (const { body } of wholes(await deriveFrom(original))) {
      expect(await distance(body, expected)).toBeLessThan(2.5);
    }
  });

  test('16 bits a sample become 8, in TIFF and PNG', async () => {
    const expected = await picture().png().toBuffer();
    const { data, info } = await picture().raw().toBuffer({ resolveWithObject: true });
    const samples = Uint16Array.from(data, (sample) => sample * 257);
    const tiff = deepTiff(info.width, info.height, samples);
    for (const original of [tiff, await picture().toColourspace('rgb16').png().toBuffer()]) {
      const derivation = await deriveFrom(original);
      expect(derivation.metadata).toMatchObject({ colourSpace: 'rgb16' });
      for (const { body } of wholes(derivation)) {
        expect(await distance(body, expected)).toBeLessThan(2.5);
      }
    }
  });

  test('CMYK in a TIFF, and the first of several pages', async () => {
    const expected = await picture().png().toBuffer();
    const cmyk = await picture().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer();
    expect((await deriveFrom(cmyk)).metadata).toMatchObject({ colourSpace: 'cmyk' });
    const pages = [expected, await picture().negate().png().toBuffer()];
    const book = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer();
    const derivation = await deriveFrom(book);
    expect(derivation.metadata).toMatchObject({ pages: 2, height: 300 });
    for (const { body } of wholes(derivation)) {
      expect(await distance(body, expected)).toBeLessThan(2.5);
    }
  });

  test('the dominant colour is the one with the largest area', async () => {
    const red = { width: 300, height: 200, channels: 3 as const, background: '#c02020' };
    const spot = { create: { ...red, width: 60, height: 60, background: '#2020c0' } };
    const file = await sharp({ create: red })
      .composite([{ input: spot }])
      .png()
      .toBuffer();
    const { dominantColour } = (await deriveFrom(file)).metadata;
    const [r, g, b] = [1, 3, 5].map((at) =>
      Number.parseInt(String(dominantColour).slice(at, at + 2), 16),
    );
    expect(Math.abs(r! - 0xc0) + Math.abs(g! - 0x20) + Math.abs(b! - 0x20)).toBeLessThan(40);
  });
});
