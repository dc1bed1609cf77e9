import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { thumbHashToApproximateAspectRatio, thumbHashToRGBA } from 'thumbhash';
import { image } from '../../src/image/descriptor.ts';
import { bodyOf, deriveFrom, distance, quarters, summary, wholes } from './pictures.ts';

const expected = await quarters(400, 240).png().toBuffer();
const picture = () => sharp(expected);

describe('formats and colours', () => {
  test.each([
    ['jpeg', picture().jpeg({ quality: 95 }), 'image/jpeg', 'srgb'],
    ['progressive jpeg', picture().jpeg({ quality: 95, progressive: true }), 'image/jpeg', 'srgb'],
    ['png', picture().png(), 'image/png', 'srgb'],
    ['interlaced png', picture().png({ progressive: true }), 'image/png', 'srgb'],
    ['16-bit png', picture().toColourspace('rgb16').png(), 'image/png', 'rgb16'],
    ['palette png', picture().png({ palette: true }), 'image/png', 'srgb'],
    ['webp', picture().webp({ lossless: true }), 'image/webp', 'srgb'],
    ['gif', picture().gif(), 'image/gif', 'srgb'],
    ['avif', picture().avif({ effort: 0, quality: 90 }), 'image/avif', 'srgb'],
    ['tiff', picture().tiff({ compression: 'lzw' }), 'image/tiff', 'srgb'],
  ])('%s is rendered without visible change', async (_name, original, mimeType, colourSpace) => {
    const derivation = await deriveFrom(await original.toBuffer());
    expect(derivation.mimeType).toBe(mimeType);
    expect(derivation.metadata).toMatchObject({
      width: 400,
      height: 240,
      colourSpace,
    });
    for (const { body, mimeType: made } of wholes(derivation)) {
      expect(await distance(body, expected)).toBeLessThan(4);
      expect((await sharp(body).metadata()).mediaType).toBe(made);
    }
  });

  test('a Display P3 profile is applied and then omitted', async () => {
    const original = await picture().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(original).metadata()).hasProfile).toBe(true);
    const body = bodyOf(await deriveFrom(original), '2560.v4.jpg');
    expect(await distance(body, expected)).toBeLessThan(3);
    expect((await sharp(body).metadata()).hasProfile).toBe(false);
  });

  test('CMYK becomes sRGB', async () => {
    const original = await picture().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    const derivation = await deriveFrom(original);
    expect(derivation.metadata.colourSpace).toBe('cmyk');
    const body = bodyOf(derivation, '2560.v4.jpg');
    expect(await sharp(body).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    // Ink cannot show every colour of a screen.
    expect(await distance(body, expected)).toBeLessThan(25);
  });

  test('grey stays grey', async () => {
    const grey = await picture().grayscale().toColourspace('b-w').png().toBuffer();
    const derivation = await deriveFrom(grey);
    expect(derivation.metadata.colourSpace).toBe('b-w');
    expect(await distance(bodyOf(derivation, '2560.v4.webp'), grey)).toBeLessThan(3);
  });

  test.each(['png', 'webp'] as const)(
    'alpha of a %s is kept in WebP and flattened on white in JPEG',
    async (format) => {
      const original = await sharp({
        create: {
          width: 400,
          height: 240,
          channels: 4,
          background: { r: 0, g: 0, b: 200, alpha: 0 },
        },
      })
        .composite([
          {
            input: { create: { width: 200, height: 240, channels: 3, background: '#d03030' } },
            left: 0,
            top: 0,
          },
        ])
        .toFormat(format)
        .toBuffer();
      const derivation = await deriveFrom(original);
      expect(derivation.metadata.hasAlpha).toBe(true);
      const webp = await sharp(bodyOf(derivation, '320.v4.webp'))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(webp.info.channels).toBe(4);
      const alphaAt = (x: number) => webp.data[(96 * 320 + x) * 4 + 3];
      expect([alphaAt(20), alphaAt(300)]).toEqual([255, 0]);
      const jpeg = await sharp(bodyOf(derivation, '2560.v4.jpg')).raw().toBuffer();
      expect(jpeg[(120 * 400 + 390) * 3]).toBeGreaterThan(250);
      expect(jpeg[(120 * 400 + 390) * 3 + 2]).toBeGreaterThan(250);
    },
  );

  test("an AVIF under HEIF's generic brand is decoded as one", async () => {
    const original = await picture().avif({ effort: 0, quality: 90 }).toBuffer();
    original.write('mif1', 8, 'latin1');
    const derivation = await deriveFrom(original);
    expect(derivation.mimeType).toBe('image/avif');
    expect(await distance(bodyOf(derivation, '2560.v4.webp'), expected)).toBeLessThan(4);
  });

  test('an AVIF with the brand of a sequence is shown as a still', async () => {
    const original = await picture().avif({ effort: 0, quality: 90 }).toBuffer();
    original.write('avis', 8, 'latin1');
    const derivation = await deriveFrom(original);
    expect(derivation).toMatchObject({
      mimeType: 'image/avif',
      note: { code: 'animation-still' },
    });
    expect(await distance(bodyOf(derivation, '2560.v4.webp'), expected)).toBeLessThan(4);
  });

  test('one pixel and a very narrow picture are rendered', async () => {
    const dot = await deriveFrom(await quarters(2, 2).resize(1, 1).png().toBuffer());
    expect(summary(dot)).toEqual(['2560.v4.jpg 1x1', '2560.v4.webp 1x1', '256-square.v4.webp 1x1']);
    const blank = { channels: 3 as const, background: '#208020' };
    const thread = sharp({ create: { width: 20_000, height: 3, ...blank } });
    expect(summary(await deriveFrom(await thread.png().toBuffer()))).toEqual([
      '2560.v4.jpg 15360x2',
      '2560.v4.webp 15360x2',
      '1280.v4.webp 7680x1',
      '1280.v4.avif 7680x1',
      '640.v4.webp 3840x1',
      '640.v4.avif 3840x1',
      '320.v4.webp 1920x1',
      '256-square.v4.webp 2x2',
    ]);
  });

  test('24 megapixels give the whole pyramid', async () => {
    const original = await sharp(expected)
      .resize(6000, 4000, { fit: 'fill', kernel: 'nearest' })
      .jpeg()
      .toBuffer();
    const derivation = await deriveFrom(original);
    expect(summary(derivation)).toEqual([
      '2560.v4.jpg 2560x1707',
      '2560.v4.webp 2560x1707',
      '1280.v4.webp 1280x853',
      '1280.v4.avif 1280x853',
      '640.v4.webp 640x427',
      '640.v4.avif 640x427',
      '320.v4.webp 320x213',
      '256-square.v4.webp 256x256',
    ]);
    // The descriptor lists exactly these renditions.
    expect(derivation.renditions.map(({ name }) => name)).toEqual(image.renditions);
    for (const { body } of wholes(derivation)) {
      expect(await distance(body, expected)).toBeLessThan(3);
    }
  });
});

describe('the derivation', () => {
  test('is identical each time', async () => {
    const original = await picture().jpeg().toBuffer();
    const [one, other] = [await deriveFrom(original), await deriveFrom(original)];
    expect(other).toEqual(one);
  });

  test('has a placeholder with the proportions and colours of the picture', async () => {
    const { metadata } = await deriveFrom(await picture().png().toBuffer());
    const hash = Buffer.from(metadata.thumbhash as string, 'base64');
    expect(hash.length).toBeLessThan(30);
    expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(400 / 240, 0);
    const { w, h, rgba } = thumbHashToRGBA(hash);
    const raw = { width: w, height: h, channels: 4 as const };
    const shown = await sharp(rgba, { raw }).png().toBuffer();
    expect(await distance(shown, expected)).toBeLessThan(40);
  });

  test('is plain JSON', async () => {
    const { metadata } = await deriveFrom(await picture().png().toBuffer());
    expect(JSON.parse(JSON.stringify(metadata))).toEqual(metadata);
  });
});
