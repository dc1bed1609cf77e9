import { describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { bigEndian as be, exifBlock } from './exif-block.ts';
import { chunk, withChunks } from './parts.ts';
import { bodyOf, deriveFrom, distance, quarters, summary, wholes } from './pictures.ts';

/**
 * Turns the upright picture into the one stored in a file with this Orientation; sharp flips
 * before it rotates, in whatever order it is told.
 */
const laid = {
  1: (picture: Sharp) => picture,
  2: (picture: Sharp) => picture.flop(),
  3: (picture: Sharp) => picture.rotate(180),
  4: (picture: Sharp) => picture.flip(),
  5: (picture: Sharp) => picture.flip().rotate(90),
  6: (picture: Sharp) => picture.rotate(270),
  7: (picture: Sharp) => picture.flip().rotate(270),
  8: (picture: Sharp) => picture.rotate(90),
} as const;

const upright = await quarters(400, 240).png().toBuffer();

async function lay(orientation: keyof typeof laid): Promise<Buffer> {
  const { data, info } = await laid[orientation](sharp(upright))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer();
}

describe('orientation', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
    '%i behind the pixels of a PNG is rendered upright',
    async (orientation) => {
      const png = await sharp(await lay(orientation))
        .png()
        .toBuffer();
      const exif = exifBlock({ first: [be.short(0x0112, orientation)] }).subarray(6);
      const derivation = await deriveFrom(withChunks(png, 'IEND', chunk('eXIf', exif)));
      expect(derivation.metadata).toMatchObject({ width: 400, height: 240, orientation });
      for (const { body } of wholes(derivation)) {
        expect(await distance(body, upright)).toBeLessThan(3);
      }
    },
  );

  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('%i is rendered upright', async (orientation) => {
    const derivation = await deriveFrom(await lay(orientation));
    expect(derivation.metadata).toMatchObject({ width: 400, height: 240, orientation });
    expect(summary(derivation)).toEqual([
      '2560.v4.jpg 400x240',
      '2560.v4.webp 400x240',
      '320.v4.webp 320x192',
      '256-square.v4.webp 240x240',
    ]);
    for (const { body, width, height } of derivation.renditions) {
      const made = await sharp(body).metadata();
      expect(made).toMatchObject({ width, height });
      expect(made.orientation).toBeUndefined();
    }
    for (const { body } of wholes(derivation)) {
      expect(await distance(body, upright)).toBeLessThan(3);
    }
  });

  test('the distance detects a wrong orientation', async () => {
    for (const orientation of [2, 3, 4] as const) {
      const wrong = await laid[orientation](sharp(upright)).png().toBuffer();
      expect(await distance(wrong, upright)).toBeGreaterThan(20);
    }
  });

  test('AVIF is rotated once, by its box and not by EXIF', async () => {
    const avif = await quarters(240, 400)
      .withMetadata({ orientation: 6 })
      .avif({ effort: 0, quality: 80 })
      .toBuffer();
    const derivation = await deriveFrom(avif);
    const expected = await sharp(await quarters(240, 400).png().toBuffer())
      .rotate(90)
      .png()
      .toBuffer();
    expect(derivation.metadata).toMatchObject({ format: 'avif', width: 400, height: 240 });
    expect(await distance(bodyOf(derivation, '2560.v4.webp'), expected)).toBeLessThan(3);
  });
});
