import { openPixels, openRaw, toPixels } from '../../image/read/sharp.ts';
import { encodeAs } from '../../image/render/encoders.ts';
import type { Rendition } from '../../kind.ts';
import type { Peaks } from '../measure/peaks.ts';
import { waveform, waveformName } from '../recipe.ts';
import { drawWaveform } from './drawing.ts';

const { width, height, encoding } = waveform.picture;

/**
 * Makes the waveform of a song as data and as a picture.
 *
 * @param isPicture whether the waveform is the item's only picture. With a cover it gets no size, so
 * that a page does not treat it as a size of the cover
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

/** Pairs of the minimum and maximum sample, from −128 to 127. */
export type Points = readonly number[];

function toBytes({ lows, highs }: Peaks, factor: number): Points {
  const points = new Array<number>(2 * lows.length);
  for (const [at, low] of lows.entries()) points[2 * at] = byte(low * factor);
  for (const [at, high] of highs.entries()) points[2 * at + 1] = byte(high * factor);
  return points;
}

const byte = (sample: number): number => Math.max(-128, Math.min(127, Math.round(sample * 127)));

/**
 * Formats points as audiowaveform's format, version 2, with 8 bits and merged channels.
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
