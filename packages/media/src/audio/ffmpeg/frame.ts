import { AV_CHANNEL_ORDER_NATIVE } from 'node-av/constants';
import { avChannelLayoutDefault, type Frame } from 'node-av/lib';
import type { Signal } from '../measure/preparation.ts';

/**
 * Reads a frame's sample rate and channel layout. A file need not name the loudspeaker of a channel;
 * FFmpeg's default layout for the number of channels applies then.
 */
export function signalOf({ sampleRate, channelLayout }: Frame): Signal {
  const { order, nbChannels: channels, mask } = channelLayout;
  const known = order === AV_CHANNEL_ORDER_NATIVE ? mask : avChannelLayoutDefault(channels).mask;
  return { sampleRate, channels, mask: known };
}

/**
 * Views the samples of a frame in FFmpeg's sample format `dbl`: interleaved, in the frame's own memory.
 *
 * @throws RangeError for a frame without samples
 */
export function samplesOf({ data, nbSamples, channels }: Frame): Float64Array {
  const [plane] = data ?? [];
  if (!plane) throw new RangeError('a frame without samples');
  return new Float64Array(plane.buffer, plane.byteOffset, nbSamples * channels);
}
