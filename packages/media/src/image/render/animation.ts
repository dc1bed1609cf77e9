import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';
import type { Header } from '../read/header.ts';
import { type Input, openFrames } from '../read/sharp.ts';
import type { Encoding, Level, Levels } from '../recipe.ts';
import { encodeAs } from './encoders.ts';
import { type DecodedLevel, encodeStill } from './pyramid.ts';
import { resize } from './sizes.ts';

/** `moving`: animated renditions; `stilled`: only the first frame is shown. */
export type Animation = 'none' | 'moving' | 'stilled';

/** Formats of which sharp reads all frames. Of others it reads the first. */
const MOVING_FORMATS = ['image/gif', 'image/webp'];

export function animationOf({ mimeType, raw, size, container }: Header): Animation {
  if (mimeType === 'image/apng' || container.isSequence) return 'stilled';
  const frames = raw.pages ?? 1;
  if (!MOVING_FORMATS.includes(mimeType) || frames < 2) return 'none';
  const { maxFrames, maxPixels } = limits.animation;
  const isTurned = (raw.orientation ?? 1) > 1;
  const isTooLong = frames > maxFrames || frames * size.width * size.height > maxPixels;
  return isTooLong || isTurned ? 'stilled' : 'moving';
}

/** Removes AVIF from animations, as a page would prefer the still AVIF to the animated WebP. */
export const withoutAvif = ([largest, ...smaller]: Levels): Levels => [
  noAvif(largest),
  ...smaller.map(noAvif),
];

const noAvif = (level: Level): Level => ({
  ...level,
  encodings: level.encodings.filter(({ format }) => format !== 'avif'),
});

/**
 * Encodes all frames as WebP with delays and loop count; other formats get the first frame. Reads the
 * frames from the file for each level, as all frames are too large for memory.
 */
export const encodeMoving =
  (input: Input) =>
  async (level: DecodedLevel, encoding: Encoding): Promise<Uint8Array> => {
    if (encoding.format !== 'webp') return encodeStill(level, encoding);
    try {
      return await encodeAs.webp(resize(openFrames(input), level.size), encoding).toBuffer();
    } catch (cause) {
      throw new MediaError('corrupt', { detail: 'the frames cannot be decoded', cause });
    }
  };
