import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { createRandom, type Random } from '../random.ts';

/** A picture that can be made again from its seed and number, so that a run need not keep its bytes. */
export interface Picture {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly id: string;
  readonly bytes: Buffer;
  /** The status in which it must end. */
  readonly expected: 'ready' | 'failed';
}

const CORRUPT_SHARE = 0.03;
const LARGE_SHARE = 0.05;

/** Makes picture `number` of a seed: small, in one of three formats, sometimes corrupt. */
export async function makePicture(seed: number, number: number): Promise<Picture> {
  const random = createRandom(seed).fork(number);
  const corrupt = random.chance(CORRUPT_SHARE);
  const bytes = corrupt ? await cutJpeg(random) : await noise(random, sizeOf(random));
  return {
    id: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    expected: corrupt ? 'failed' : 'ready',
  };
}

function sizeOf(random: Random): [number, number] {
  const [least, most] = random.chance(LARGE_SHARE) ? [200, 500] : [8, 72];
  return [random.integer(least, most), random.integer(least, most)];
}

function noise(random: Random, [width, height]: [number, number]): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = random.next() * 256;
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  return picture.toFormat(random.pick(['jpeg', 'png', 'webp'] as const)).toBuffer();
}

/** A JPEG that ends before its picture. */
async function cutJpeg(random: Random): Promise<Buffer> {
  const pixels = Buffer.alloc(120 * 90 * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = random.next() * 256;
  const whole = await sharp(pixels, { raw: { width: 120, height: 90, channels: 3 } })
    .jpeg()
    .toBuffer();
  return whole.subarray(0, whole.indexOf('ffda', 'hex'));
}
