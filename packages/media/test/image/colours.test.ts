import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { u32 } from '../../src/image/colour/big-endian.ts';
import { writeAdobeRgb } from './adobe-rgb.ts';
import { deepTiff } from './deep-tiff.ts';
import { chunk, withChunks } from './parts.ts';
import { deriveFrom, distance, quarters, wholes } from './pictures.ts';
import { tiff, twoPages } from './tiffs.ts';

let folder: string;
let adobeRgb: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
  adobeRgb = await writeAdobeRgb(join(folder, 'adobe-rgb.icc'));
});
afterAll(() => rm(folder, { recursive: true }));

const picture = () => quarters(400, 300);

async function expectPicture(original: Buffer, expected: Buffer, apart = 4) {
  for (const { body } of wholes(await deriveFrom(original))) {
    expect(await distance(body, expected)).toBeLessThan(apart);
  }
}

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

  test('Display P3 of 16 bits a sample becomes sRGB', async () => {
    const original = await picture().withIccProfile('p3').toColourspace('rgb16').png().toBuffer();
    await expectPicture(original, await picture().png().toBuffer(), 2.5);
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

  /** A PNG's gAMA and cHRM: PNG, 11.3.2.1 and 11.3.2.2. */
  const withGamma = (png: Buffer, gamma: number, ...primaries: number[]) =>
    withChunks(
      png,
      'IDAT',
      chunk('gAMA', u32(Math.round(gamma * 1e5))),
      ...(primaries.length > 0
        ? [chunk('cHRM', u32(...primaries.map((each) => Math.round(each * 1e5))))]
        : []),
    );

  test.each([8, 16])('linear samples of %i bits in a PNG become sRGB', async (bits) => {
    const { data, info } = await picture().raw().toBuffer({ resolveWithObject: true });
    const linear = Array.from(data, (sample) => ((sample / 255 + 0.055) / 1.055) ** 2.4);
    const raw = { width: info.width, height: info.height, channels: 3 as const };
    const png =
      bits === 8
        ? sharp(Buffer.from(linear.map((each) => 255 * each)), { raw }).png()
        : sharp(
            Uint16Array.from(linear, (each) => 65_535 * each),
            { raw },
          )
            .toColourspace('rgb16')
            .png();
    await expectPicture(withGamma(await png.toBuffer(), 1), await picture().png().toBuffer());
  });

  test('the primaries of a PNG are those of its chromaticities', async () => {
    const original = await picture().withIccProfile(adobeRgb).png().toBuffer();
    const bare = await withoutProfile(original);
    const expected = await picture().png().toBuffer();
    expect(await distance(bare, expected)).toBeGreaterThan(5);
    const primaries = [0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06];
    await expectPicture(withGamma(bare, 0.45471, ...primaries), expected);
    const invalid = await deriveFrom(withGamma(expected, 0.5, ...primaries.map(() => 0)));
    expect(await distance(wholes(invalid)[0]!.body, expected)).toBeLessThan(3);
  });

  test('extra channels of a TIFF are dropped', async () => {
    const { data, info } = await picture().raw().toBuffer({ resolveWithObject: true });
    const five = Buffer.alloc((data.length / 3) * 5);
    for (let pixel = 0; 3 * pixel < data.length; pixel++) {
      data.copy(five, 5 * pixel, 3 * pixel, 3 * pixel + 3);
    }
    const size = { width: info.width, height: info.height };
    const bits = [8, 8, 8, 8, 8];
    const file = tiff({ ...size, data: five, bits, photometric: 2, extraSamples: [0, 0] });
    await expectPicture(file, await picture().png().toBuffer());
  });

  test.each([
    ['floating-point numbers up to 1', 3, (share: number, to: Buffer) => to.writeFloatBE(share)],
    [
      'integers of 32 bits',
      1,
      (share: number, to: Buffer) => to.writeUInt32BE(share * 0xffff_ffff),
    ],
  ])('a TIFF of grey in %s is a gradient', async (_name, format, write) => {
    const [width, height] = [100, 40];
    const data = Buffer.alloc(4 * width * height);
    const grey = Buffer.alloc(width * height);
    for (let at = 0; at < grey.length; at++) {
      grey[at] = Math.round((255 * (at % width)) / (width - 1));
      write(grey[at]! / 255, data.subarray(4 * at));
    }
    const file = tiff({ width, height, data, bits: [32], photometric: 1, format });
    await expectPicture(
      file,
      await sharp(grey, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer(),
    );
  });

  test('RGB of 32 bits a sample becomes 8', async () => {
    const { data, info } = await picture().raw().toBuffer({ resolveWithObject: true });
    const size = { width: info.width, height: info.height };
    const wide = Buffer.concat(Array.from(data, (sample) => u32(sample * 0x0101_0101)));
    const bits = [32, 32, 32];
    await expectPicture(
      tiff({ ...size, data: wide, bits, photometric: 2 }),
      await picture().png().toBuffer(),
    );
  });

  test('CIELab becomes sRGB', async () => {
    // L*, a* and b* of sRGB's red, with the white D50.
    const red = [Math.round((54.29 / 100) * 255), 81, 70];
    const data = Buffer.from(Array.from({ length: 20 * 10 }, () => red).flat());
    const file = tiff({ width: 20, height: 10, data, bits: [8, 8, 8], photometric: 8 });
    const create = { width: 20, height: 10, channels: 3 as const, background: '#ff0000' };
    await expectPicture(file, await sharp({ create }).png().toBuffer());
  });

  test('a reduced image in front of a TIFF is not its picture', async () => {
    const page = async (size: number) => {
      const square = quarters(size, size);
      return {
        width: size,
        height: size,
        data: await square.raw().toBuffer(),
        bits: [8, 8, 8],
        photometric: 2,
      };
    };
    const file = twoPages({ ...(await page(16)), subfileType: 1 }, await page(200));
    expect((await deriveFrom(file)).metadata).toMatchObject({ width: 200, height: 200 });
    await expectPicture(file, await quarters(200, 200).png().toBuffer());
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
