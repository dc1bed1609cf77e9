import { openPixels, openRaw, toPixels } from '../../image/read/sharp.ts';
import { encodeAs } from '../../image/render/encoders.ts';
import type { Rendition } from '../../kind.ts';
import type { Peaks } from '../measure/peaks.ts';
import { waveform, waveformName } from '../recipe.ts';
import { drawWaveform } from './drawing.ts';

const { width, height, encoding } = waveform.picture;

/**
 * The outline of a song, as a page draws it, and as a picture.
 *
 * @param isPicture whether the song has no other: only the pictures of an item have a size, and a page
 *   must not take the outline for another size of the cover.
 */
export async function waveformRenditions(
  peaks: Peaks,
  factor: number,
  sampleRate: number,
  isPicture: boolean,
): Promise<Rendition[]> {
  const points = toBytes(peaks, factor);
  return [
    {
      name: waveformName('json'),
      mimeType: 'application/json',
      body: Buffer.from(JSON.stringify(toJson(points, sampleRate, peaks.samplesPerPoint))),
    },
    { ...(await picture(points)), ...(isPicture && { width, height }) },
  ];
}

/** Pairs of the lowest and the highest sample, from −128 to 127. */
export type Points = readonly number[];

function toBytes({ lows, highs }: Peaks, factor: number): Points {
  const points: number[] = [];
  for (let at = 0; at < lows.length; at++) {
    points.push(byte(lows[at]! * factor), byte(highs[at]! * factor));
  }
  return points;
}

const byte = (sample: number): number => Math.max(-128, Math.min(127, Math.round(sample * 127)));

/**
 * audiowaveform's format, version 2, in 8 bits, all channels in one.
 *
 * @see https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md
 */
const toJson = (data: Points, sampleRate: number, samplesPerPixel: number) => ({
  version: 2,
  channels: 1,
  sample_rate: sampleRate,
  samples_per_pixel: samplesPerPixel,
  bits: 8,
  length: data.length / 2,
  data,
});

async function picture(points: Points): Promise<Rendition> {
  const pixels = await toPixels(openPixels(Buffer.from(drawWaveform(points))));
  return {
    name: waveformName('webp'),
    mimeType: 'image/webp',
    body: await encodeAs.webp(openRaw(pixels), encoding).toBuffer(),
  };
}
