import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cuts, TEST_MUTATIONS, TEST_STEP } from '../../fuzz/cuts.ts';
import { type Judge, openJudge } from '../../fuzz/judge.ts';
import { mutate } from '../../fuzz/mutate.ts';
import { seeded } from '../../fuzz/random.ts';
import { derive } from '../../src/image/isolated.ts';
import { bodyOf, deriveFrom, distance, quarters, summary } from './pictures.ts';
import { makers } from './samples.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await openJudge(derive);
});
afterAll(() => judge.close());

const outcomeOf = async (file: Uint8Array) => (await judge.judge(file)).outcome;

/** `ready`, or a code: never an error that would be tried again, never a lost decoder. */
const REASONED =
  /^(?:ready|corrupt|format-unsupported|too-many-pixels|too-large|too-slow|too-much-memory)$/;

describe('damaged files', () => {
  test.each(Object.keys(makers))(
    'a %s truncated at every fourth per cent is ready or fails with a code',
    async (name) => {
      const whole = await makers[name]!();
      expect(await outcomeOf(whole)).toBe('ready');
      for (const cut of cuts(whole, TEST_STEP)) {
        expect(await outcomeOf(cut)).toMatch(REASONED);
      }
      expect(await outcomeOf(whole)).toBe('ready');
    },
  );

  test('a hundred mutations are ready or fail with a code, and do not affect the next picture', async () => {
    const random = seeded(2024);
    const samples = await Promise.all(Object.values(makers).map((make) => make()));
    for (let index = 0; index < TEST_MUTATIONS; index++) {
      const file = mutate(random.pick(samples), random.pick(samples), random);
      expect(await outcomeOf(file)).toMatch(REASONED);
    }
    expect(await outcomeOf(samples[0]!)).toBe('ready');
  });
});

describe('files with huge dimensions', () => {
  test.each([
    ['a TIFF of 60,000 × 60,000 pixels', tiffBomb(60_000), 'too-many-pixels'],
    ['a WebP of 16,383 × 16,383 pixels', webpBomb(), /corrupt|too-many-pixels/],
    ['a GIF of 65,535 × 65,535 pixels', gif(1, 65_535), /ready|too-many-pixels/],
  ])('%s is refused by its header', async (_name, file, code) => {
    expect(await outcomeOf(file)).toMatch(code);
  });

  test('a GIF of 107,000 frames is shown as a still', async () => {
    const derivation = await deriveFrom(gif(107_000, 8));
    expect(derivation).toMatchObject({
      metadata: { pages: 107_000 },
      note: { code: 'animation-still' },
    });
  });

  test('a screenshot of 790 × 36,861 pixels keeps all its levels', async () => {
    const original = await quarters(10, 10)
      .resize(790, 36_861, { fit: 'fill', kernel: 'nearest' })
      .jpeg()
      .toBuffer();
    const derivation = await deriveFrom(original);
    expect(summary(derivation)).toEqual(
      expect.arrayContaining(['2560.v4.webp 216x10096', '320.v4.webp 27x1262']),
    );
    const expected = await quarters(64, 64).png().toBuffer();
    expect(await distance(bodyOf(derivation, '2560.v4.webp'), expected)).toBeLessThan(4);
  });

  test('a side of 65,500 pixels is rendered', async () => {
    const original = await quarters(10, 10)
      .resize(65_500, 40, { fit: 'fill', kernel: 'nearest' })
      .jpeg()
      .toBuffer();
    expect(summary(await deriveFrom(original))).toEqual(
      expect.arrayContaining(['2560.v4.jpg 15360x9', '1280.v4.avif 7680x5']),
    );
  });
});

describe('files of two formats', () => {
  test('a JPEG with fill bytes and a ZIP after its end is a JPEG', async () => {
    const jpeg = await quarters(60, 40).jpeg().toBuffer();
    const filled = Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(9, 0xff), jpeg.subarray(2)]);
    const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 0x55)]);
    for (const file of [Buffer.concat([jpeg, zip]), filled]) {
      const derivation = await deriveFrom(file);
      expect(derivation.mimeType).toBe('image/jpeg');
      for (const { body } of derivation.renditions) {
        expect(Buffer.from(body).includes('PK\x03\x04')).toBe(false);
      }
    }
  });

  test('a GIF with HTML inside is a GIF, and no rendition has the HTML', async () => {
    const whole = await quarters(60, 40).gif().toBuffer();
    const html = '<script>alert(1)</script>';
    const comment = Buffer.concat([
      Buffer.from([0x21, 0xfe, html.length]),
      Buffer.from(html),
      Buffer.alloc(1),
    ]);
    const derivation = await deriveFrom(
      Buffer.concat([whole.subarray(0, -1), comment, whole.subarray(-1)]),
    );
    expect(derivation.mimeType).toBe('image/gif');
    for (const { body } of derivation.renditions) {
      expect(Buffer.from(body).includes('script')).toBe(false);
    }
  });

  test('HTML with the signature of a GIF is corrupt', async () => {
    expect(await outcomeOf(Buffer.from('GIF89a/*<script>*/=1;'))).toBe('corrupt');
  });
});

/** A TIFF that claims its size, and has next to no strips. */
function tiffBomb(side: number): Buffer {
  const entries = [
    [256, side],
    [257, side],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, side],
    [279, 100],
  ];
  const file = Buffer.alloc(8 + 2 + 12 * entries.length + 4);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], index) => {
    const at = 10 + 12 * index;
    file.writeUInt16LE(tag!, at);
    file.writeUInt16LE(4, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(value!, at + 8);
  });
  return file;
}

/** A lossless WebP whose header alone is there (RFC 9649, 3.4: 14 bits a side, less one). */
function webpBomb(): Buffer {
  const file = Buffer.alloc(64);
  file.write('RIFF', 0);
  file.writeUInt32LE(56, 4);
  file.write('WEBPVP8L', 8);
  file.writeUInt32LE(44, 16);
  file[20] = 0x2f;
  file.writeUInt32LE(0x0fff_ffff, 21);
  return file;
}

/** A GIF of black frames of one pixel each, on a screen of any size. */
function gif(frames: number, side: number): Buffer {
  const head = Buffer.alloc(13 + 6);
  head.write('GIF89a');
  head.writeUInt16LE(side, 6);
  head.writeUInt16LE(side, 8);
  head[10] = 0x80;
  const frame = Buffer.from('21f904000a000000' + '2c00000000010001000002024401' + '00', 'hex');
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}
