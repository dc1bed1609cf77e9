import type { Frame } from 'node-av/lib';

/** The samples of a frame in FFmpeg's format `dbl`: interleaved, in the frame's own memory. */
export function samplesOf({ data, nbSamples, channels }: Frame): Float64Array {
  const [plane] = data ?? [];
  if (!plane) throw new RangeError('a frame without samples');
  return new Float64Array(plane.buffer, plane.byteOffset, nbSamples * channels);
}
