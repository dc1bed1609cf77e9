import { AV_CHANNEL_ORDER_NATIVE } from 'node-av/constants';
import { avChannelLayoutDefault, type Frame } from 'node-av/lib';
import type { Signal } from '../measure/preparation.ts';

/**
 * Reads a frame's sample rate and channel layout. If the file does not specify a layout, FFmpeg's
 * default for the number of channels applies.
 */
export function signalOf({ sampleRate, channelLayout }: Frame): Signal {
  const { order, nbChannels: channels, mask } = channelLayout;
  const known = order === AV_CHANNEL_ORDER_NATIVE ? mask : avChannelLayoutDefault(channels).mask;
  return { sampleRate, channels, mask: known };
}

/**
 * Returns a view of the frame's samples in FFmpeg's sample format `dbl`, interleaved.
 *
 * @throws RangeError for a frame without samples
 */
export function samplesOf({ data, nbSamples, channels }: Frame): Float64Array {
  const [plane] = data ?? [];
  if (!plane) throw new RangeError('a frame without samples');
  return new Float64Array(plane.buffer, plane.byteOffset, nbSamples * channels);
}
