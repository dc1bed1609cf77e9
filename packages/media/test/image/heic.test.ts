import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { bigEndian as be, exifBlock } from './exif-block.ts';
import { box } from './box.ts';
import { gridHeic } from './heic.ts';
import { bodyOf, deriveFrom, distance, quarters, summary, wholes } from './pictures.ts';

/** As four tiles of 64 pixels show it, cut to the grid's size. */
const grid = await quarters(128, 128)
  .extract({ left: 0, top: 0, width: 120, height: 100 })
  .png()
  .toBuffer();

const displayP3 = async () => {
  const p3 = await quarters(8, 8).withIccProfile('p3').jpeg().toBuffer();
  return (await sharp(p3).metadata()).icc!;
};

/** ISO/IEC 23091-2: the primaries of Display P3, and sRGB's curve. */
const P3 = [12, 13] as const;

const sample = (name: string) => readFile(new URL(`./samples/${name}`, import.meta.url));

describe('HEIC', () => {
  test('tiles are assembled and cropped', async () => {
    const derivation = await deriveFrom(await gridHeic());
    expect(derivation.mimeType).toBe('image/heic');
    expect(derivation.note).toBeUndefined();
    expect(derivation.metadata).toMatchObject({ format: 'heic', width: 120, height: 100 });
    expect(summary(derivation)).toEqual([
      '2560.v4.jpg 120x100',
      '2560.v4.webp 120x100',
      '256-square.v4.webp 100x100',
    ]);
    for (const { body } of wholes(derivation)) expect(await distance(body, grid)).toBeLessThan(3);
  });

  test.each([1, 2, 3] as const)(
    'a rotation of %i quarters is applied once, although EXIF repeats it',
    async (turns) => {
      const exif = exifBlock({ first: [be.short(0x0112, 6), be.ascii(0x010f, 'Fabricante')] });
      const derivation = await deriveFrom(await gridHeic({ turns, exif }));
      const upright = await sharp(grid)
        .rotate(-90 * turns)
        .png()
        .toBuffer();
      const [width, height] = turns === 2 ? [120, 100] : [100, 120];
      expect(derivation.metadata).toMatchObject({ width, height, camera: { make: 'Fabricante' } });
      for (const { body } of wholes(derivation)) {
        expect(await distance(body, upright)).toBeLessThan(3);
      }
    },
  );

  test.each([
    ['its profile is applied', async () => ({ profile: await displayP3() })],
    ['its primaries without a profile are applied', async () => ({ cicp: P3 })],
  ])('%s: Display P3 becomes sRGB', async (_name, colour) => {
    const derivation = await deriveFrom(await gridHeic(await colour()));
    expect(derivation).not.toHaveProperty('note');
    const body = bodyOf(derivation, '2560.v4.webp');
    // The same numbers mean stronger colours in P3: (208, 48, 48) is (226, 24, 35) in sRGB.
    const { data, info } = await sharp(body).raw().toBuffer({ resolveWithObject: true });
    const at = (10 * info.width + 10) * info.channels;
    const [red, green, blue] = data.subarray(at, at + 3);
    expect(Math.abs(red! - 226)).toBeLessThan(12);
    expect(Math.abs(green! - 24)).toBeLessThan(12);
    expect(Math.abs(blue! - 35)).toBeLessThan(12);
    expect((await sharp(body).metadata()).hasProfile).toBe(false);
  });

  test('alpha and ten bits are decoded', async () => {
    const alpha = await deriveFrom(await sample('alpha.heic'));
    expect(alpha.metadata).toMatchObject({ hasAlpha: true });
    const { data } = await sharp(bodyOf(alpha, '2560.v4.webp'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Math.abs(data[3]! - 128)).toBeLessThan(4);
    const expected = await quarters(64, 48).png().toBuffer();
    for (const name of ['ten-bit.heic', 'ten-bit.avif']) {
      const derivation = await deriveFrom(await sample(name));
      expect(derivation.metadata).toMatchObject({ bitsPerSample: 10 });
      expect(await distance(bodyOf(derivation, '2560.v4.webp'), expected)).toBeLessThan(4);
    }
  });

  test.each([
    [0, { left: 10, top: 30 }, { width: 60, height: 40 }],
    [1, { left: 30, top: 50 }, { width: 40, height: 60 }],
    [2, { left: 50, top: 30 }, { width: 60, height: 40 }],
    [3, { left: 30, top: 10 }, { width: 40, height: 60 }],
  ])('the clean aperture is shown, turned %i times', async (turns, corner, size) => {
    const derivation = await deriveFrom(await gridHeic({ turns, aperture: [60, 40, -20, 0] }));
    expect(derivation.metadata).toMatchObject(size);
    const whole = await deriveFrom(await gridHeic({ turns }));
    const expected = sharp(bodyOf(whole, '2560.v4.webp')).extract({ ...corner, ...size });
    const shown = bodyOf(derivation, '2560.v4.webp');
    expect(await distance(shown, await expected.png().toBuffer())).toBeLessThan(3);
  });

  test('more items than phones write, and data behind the boxes, do not matter', async () => {
    const expected = bodyOf(await deriveFrom(await gridHeic()), '2560.v4.webp');
    const many = await deriveFrom(await gridHeic({ moreItems: 300 }));
    expect(bodyOf(many, '2560.v4.webp')).toEqual(expected);
    const trailer = Buffer.concat([
      box('ftyp', Buffer.from('mp42')),
      Buffer.from('\0\0\x40\0SEFT'),
    ]);
    const followed = await deriveFrom(Buffer.concat([await gridHeic(), trailer]));
    expect(bodyOf(followed, '2560.v4.webp')).toEqual(expected);
  });

  test('a truncated file is corrupt', async () => {
    const whole = await gridHeic();
    const cut = deriveFrom(whole.subarray(0, whole.length - 40));
    await expect(cut).rejects.toMatchObject({ code: 'corrupt' });
  });

  test('a grid with too many pixels is refused by its header', async () => {
    for (const height of [60_000, 8001]) {
      const bomb = deriveFrom(await gridHeic({ width: 8000, height }));
      await expect(bomb).rejects.toMatchObject({ code: 'too-many-pixels' });
    }
  });
});
