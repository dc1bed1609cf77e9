import { crc32 as unsignedCrc32 } from 'node:zlib';
import { derive } from '@galeria/media/image';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { MediaError } from '../../src/failures.ts';
import { deriveFrom, quarters } from './pictures.ts';

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
  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'a truncated %s is corrupt',
    async (format) => {
      const whole = await noise.clone().toFormat(format).toBuffer();
      expect(await refusal(whole.subarray(0, Math.floor(whole.length / 2)))).toBe('corrupt');
    },
  );

  test('a picture with zeros in its middle is corrupt', async () => {
    const png = await noise.clone().png().toBuffer();
    const middle = Math.floor(png.length / 2);
    expect(await refusal(Buffer.from(png).fill(0, middle, middle + 500))).toBe('corrupt');
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

  test.each(['gif', 'webp'] as const)(
    'as %s truncated in its last frame is corrupt',
    async (format) => {
      const whole = await (await frames()).toFormat(format).toBuffer();
      for (const share of [0.6, 0.9, 0.99]) {
        expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toBe('corrupt');
      }
    },
  );

  test('as GIF may omit its trailer or have data after it', async () => {
    const whole = await (await frames()).gif().toBuffer();
    for (const file of [whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('more')])]) {
      expect((await deriveFrom(file)).metadata).toMatchObject({ animated: true, pages: 2 });
    }
  });
});
