import { deflateSync, crc32 as unsignedCrc32 } from 'node:zlib';
import { derive } from '@galeria/media/image';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { MediaError } from '../../src/failures.ts';
import { writeChunk } from '../../src/image/read/png-chunks.ts';
import { chunk } from './parts.ts';
import { bodyOf, deriveFrom, distance, quarters } from './pictures.ts';
import { tiff, twoPages } from './tiffs.ts';

const rgb = { bits: [8, 8, 8], photometric: 2 };

async function refusal(bytes: Uint8Array): Promise<string> {
  const outcome = await deriveFrom(bytes).catch((error: unknown) => error);
  if (!(outcome instanceof MediaError))
    throw new Error('the file was not refused', { cause: outcome });
  return outcome.code;
}

const noise = sharp({
  create: {
    width: 300,
    height: 200,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});

describe('refused files', () => {
  test.each(['webp', 'tiff', 'avif'] as const)('a truncated %s is corrupt', async (format) => {
    const whole = await noise.clone().toFormat(format).toBuffer();
    expect(await refusal(whole.subarray(0, Math.floor(whole.length / 2)))).toBe('corrupt');
  });

  test.each(['jpeg', 'png', 'gif'] as const)(
    'a %s of which less than a tenth can be decoded is corrupt',
    async (format) => {
      const whole = await noise.clone().toFormat(format).toBuffer();
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * 0.08)))).toBe('corrupt');
    },
  );

  test('a JPEG of few rows that ends after its scan header is corrupt', async () => {
    const whole = await noise.clone().resize(120, 90).jpeg().toBuffer();
    const scan = whole.indexOf(Buffer.from([0xff, 0xda]));
    expect(await refusal(whole.subarray(0, scan + 22))).toBe('corrupt');
  });

  test('a truncated interlaced PNG is corrupt', async () => {
    const whole = await noise.clone().png({ progressive: true }).toBuffer();
    expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('corrupt');
  });

  test('a signature without a picture is corrupt', async () => {
    expect(await refusal(Buffer.from('ffd8ffe000104a464946000101', 'hex'))).toBe('corrupt');
    expect(
      await refusal(Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex')),
    ).toBe('corrupt');
    expect(await refusal(Buffer.from('<svg>'))).toBe('corrupt');
    const heic = Buffer.from('000000186674797068656963000000006d69663168656963', 'hex');
    expect(await refusal(heic)).toBe('corrupt');
    expect(await refusal(Buffer.from('GIF89a'))).toBe('corrupt');
  });

  test.each([
    ['text that begins like a BMP', Buffer.from('BMW is a make of cars')],
    ['nothing', Buffer.alloc(0)],
    ['PDF', Buffer.from('%PDF-1.7\n%%EOF')],
  ])('%s is an unsupported format', async (_name, bytes) => {
    expect(await refusal(bytes)).toBe('format-unsupported');
  });

  test.each([
    ['Zstandard', { compression: 50_000 }],
    ['old-style JPEG', { compression: 6 }],
    ['12 bits a sample', { bits: [12, 12, 12] }],
    ['64-bit floating-point numbers', { bits: [64, 64, 64], format: 3 }],
  ])('a TIFF with %s is an unsupported format', async (_name, options) => {
    const file = tiff({ ...rgb, width: 8, height: 8, data: Buffer.alloc(8 * 8 * 24), ...options });
    expect(await refusal(file)).toBe('format-unsupported');
  });

  test('a picture with too many pixels is refused by its header', async () => {
    // The header alone: 60,000 × 60,000 pixels in 200 bytes of file.
    const png = await quarters(10, 10).png().toBuffer();
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    bomb.writeInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await refusal(bomb)).toBe('too-many-pixels');
  });

  test('the number of bits per pixel counts too', async () => {
    const interlaced = { progressive: true };
    const png = await quarters(10, 10)
      .ensureAlpha()
      .toColourspace('rgb16')
      .png(interlaced)
      .toBuffer();
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(14_000, 16);
    bomb.writeUInt32BE(14_000, 20);
    bomb.writeInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await refusal(bomb)).toBe('too-many-pixels');
  });

  test('a missing file is not a fault of the file', async () => {
    const missing = derive({ id: 'x', path: '/nowhere/original', size: 1 });
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** As a signed number, the way PNG chunks are closed with `writeInt32BE`. */
function crc32(bytes: Uint8Array): number {
  return unsignedCrc32(bytes) | 0;
}

describe('an animation', () => {
  const frames = async () =>
    sharp(
      await Promise.all([noise.clone().png().toBuffer(), noise.clone().negate().png().toBuffer()]),
      {
        join: { animated: true },
      },
    );

  test('as WebP truncated in its last frame is corrupt', async () => {
    const whole = await (await frames()).webp().toBuffer();
    for (const share of [0.6, 0.9, 0.99]) {
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toBe('corrupt');
    }
  });

  test('as GIF truncated in its last frame has the complete frames', async () => {
    const whole = await (await frames()).gif().toBuffer();
    const cut = await deriveFrom(whole.subarray(0, Math.floor(whole.length * 0.9)));
    expect(cut.note?.code).toBe('damaged');
    expect(cut.metadata).not.toHaveProperty('pages');
    expect(await distance(bodyOf(cut, '2560.v4.jpg'), whole)).toBeLessThan(3);
  });

  test('as GIF may omit its trailer or have data after it', async () => {
    const whole = await (await frames()).gif().toBuffer();
    for (const file of [whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('more')])]) {
      expect((await deriveFrom(file)).metadata).toMatchObject({ animated: true, pages: 2 });
    }
  });
});

describe('a damaged picture', () => {
  /** Where the picture differs from the undamaged one, in parts of its height. */
  const differsFrom = async (body: Uint8Array, file: Uint8Array) => {
    const raw = (picture: Uint8Array) =>
      sharp(picture, { failOn: 'none' }).flatten().resize(1, 200, { fit: 'fill' }).raw().toBuffer();
    const [shown, expected] = [await raw(body), await raw(file)];
    const row = Array.from({ length: 200 }, (_, y) => y).find(
      (y) => Math.abs(shown[3 * y]! - expected[3 * y]!) > 8,
    );
    return row === undefined ? 1 : row / 200;
  };
  const striped = sharp(
    Buffer.from(Array.from({ length: 300 * 200 * 3 }, (_, at) => 40 + ((at * 7919) % 60))),
    { raw: { width: 300, height: 200, channels: 3 } },
  );

  test.each(['jpeg', 'png', 'gif'] as const)(
    'as truncated %s is shown as far as it can be decoded',
    async (format) => {
      const file = await striped.clone().toFormat(format).toBuffer();
      const cut = await deriveFrom(file.subarray(0, Math.floor(file.length * 0.6)));
      expect(cut.note?.code).toBe('damaged');
      expect(cut.metadata.missing).toBeGreaterThan(0.2);
      expect(cut.metadata.missing).toBeLessThan(0.8);
      const from = await differsFrom(bodyOf(cut, '2560.v4.webp'), file);
      expect(Math.abs(from + cut.metadata.missing! - 1)).toBeLessThan(0.1);
    },
  );

  test('as JPEG without its end marker is whole', async () => {
    const file = await striped.clone().jpeg().toBuffer();
    const open = await deriveFrom(file.subarray(0, -2));
    expect(open.note).toBeUndefined();
    expect(open.metadata).not.toHaveProperty('missing');
    expect(bodyOf(open, '2560.v4.jpg')).toEqual(bodyOf(await deriveFrom(file), '2560.v4.jpg'));
  });

  test('as PNG with zeros in its middle is shown up to them', async () => {
    const file = await striped.clone().png({ compressionLevel: 0 }).toBuffer();
    const middle = Math.floor(file.length / 2);
    const zeros = await deriveFrom(Buffer.from(file).fill(0, middle, middle + 5000));
    expect(zeros.note?.code).toBe('damaged');
    expect(zeros.metadata.missing).toBeGreaterThanOrEqual(0.5);
    expect(zeros.metadata.missing).toBeLessThan(0.7);
  });

  test('as PNG is repaired without a copy of its pixels', () => {
    const pixels = { type: 'IDAT', body: deflateSync('pixels') };
    const [length, type, body, crc] = writeChunk(pixels);
    expect(body).toBe(pixels.body);
    expect(Buffer.concat([length!, type!, body!, crc!])).toEqual(chunk('IDAT', pixels.body));
  });

  test('as TIFF with missing strips is shown without them', async () => {
    const { data } = await striped.clone().raw().toBuffer({ resolveWithObject: true });
    const strips = tiff({ ...rgb, width: 300, height: 200, data, strips: 10 });
    const cut = await deriveFrom(strips.subarray(0, Math.floor(strips.length * 0.6)));
    expect(cut.note?.code).toBe('damaged');
    expect(cut.metadata.missing).toBeCloseTo(0.5, 1);
  });

  test('as TIFF is measured by the page that is shown', async () => {
    const { data } = await striped.clone().raw().toBuffer({ resolveWithObject: true });
    const reduced = { ...rgb, width: 8, height: 8, data: Buffer.alloc(192, 99), subfileType: 1 };
    const pages = twoPages(reduced, { ...rgb, width: 300, height: 200, data, strips: 10 });
    const cut = await deriveFrom(pages.subarray(0, Math.floor(pages.length * 0.6)));
    expect(cut.metadata.missing).toBeCloseTo(0.5, 1);
  });
});
