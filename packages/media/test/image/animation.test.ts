import { crc32 } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { bodyOf, deriveFrom, distance, summary } from './pictures.ts';

const COLOURS = ['#d03030', '#3050c0', '#30a040'];

const frame = (background: string, width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

const frames = await Promise.all(COLOURS.map((colour) => frame(colour)));

const animation = (images: Buffer[] = frames) => sharp(images, { join: { animated: true } });

describe('an animation', () => {
  test.each([
    ['gif', animation().gif({ delay: [100, 200, 300], loop: 3 })],
    ['webp', animation().webp({ delay: [100, 200, 300], loop: 3, lossless: true })],
  ])('in %s stays animated in WebP with its delays and loops', async (format, original) => {
    const derivation = await deriveFrom(await original.toBuffer());
    expect(derivation.note).toBeUndefined();
    expect(derivation.metadata).toMatchObject({
      format,
      width: 400,
      height: 300,
      pages: 3,
      animated: true,
      durationMs: 600,
      loop: 3,
    });
    expect(summary(derivation)).toEqual([
      '2560.v4.jpg 400x300',
      '2560.v4.webp 400x300',
      '320.v4.webp 320x240',
      '256-square.v4.webp 256x256',
    ]);
    for (const [name, height] of [
      ['2560.v4.webp', 300],
      ['320.v4.webp', 240],
    ] as const) {
      const body = bodyOf(derivation, name);
      const made = await sharp(body, { animated: true }).metadata();
      expect(made).toMatchObject({ pages: 3, delay: [100, 200, 300], loop: 3, pageHeight: height });
      for (const [page, expected] of frames.entries()) {
        const shown = await sharp(body, { page }).png().toBuffer();
        expect(await distance(shown, expected)).toBeLessThan(4);
      }
    }
    for (const name of ['2560.v4.jpg', '256-square.v4.webp']) {
      const still = bodyOf(derivation, name);
      expect((await sharp(still).metadata()).pages ?? 1).toBe(1);
      expect(await distance(still, frames[0]!)).toBeLessThan(4);
    }
  });

  test('with transparent frames keeps its alpha', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const image = (left: number) =>
      sharp({ create: { width: 60, height: 40, channels: 4, background: clear } })
        .composite([
          {
            input: { create: { width: 20, height: 40, channels: 3, background: '#d03030' } },
            left,
            top: 0,
          },
        ])
        .png()
        .toBuffer();
    const original = await animation(await Promise.all([image(0), image(20), image(40)]))
      .gif()
      .toBuffer();
    const webp = bodyOf(await deriveFrom(original), '2560.v4.webp');
    const { data } = await sharp(webp, { page: 2 }).raw().toBuffer({ resolveWithObject: true });
    const alphaAt = (x: number) => data[(20 * 60 + x) * 4 + 3];
    expect([alphaAt(10), alphaAt(30), alphaAt(50)]).toEqual([0, 0, 255]);
  });

  test('as APNG shows its first frame with a note', async () => {
    const derivation = await deriveFrom(apng(frames[0]!));
    expect(derivation).toMatchObject({
      mimeType: 'image/apng',
      metadata: { format: 'apng', width: 400, height: 300 },
      note: { code: 'animation-still' },
    });
    expect(await distance(bodyOf(derivation, '2560.v4.webp'), frames[0]!)).toBeLessThan(3);
  });

  test('with too many frames is a still with a note', async () => {
    const small = await Promise.all(
      Array.from({ length: 1001 }, (_, index) => frame(COLOURS[index % 3]!, 6, 4)),
    );
    const derivation = await deriveFrom(await animation(small).gif().toBuffer());
    expect(derivation).toMatchObject({
      metadata: { pages: 1001 },
      note: { code: 'animation-still' },
    });
    expect(derivation.renditions).toHaveLength(3);
  });
});

/** Marks a PNG as an animation of one frame: `acTL` behind the header (PNG, 3rd edition, 11.3.2). */
function apng(png: Buffer): Buffer {
  const HEADER_END = 33;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const acTL = chunk('acTL', Buffer.from('0000000100000000', 'hex'));
  return Buffer.concat([png.subarray(0, HEADER_END), acTL, png.subarray(HEADER_END)]);
}
