import { MediaError } from '../../failures.ts';
import type { SongEncoding } from '../recipe.ts';
import { downmix } from './downmix.ts';

/** The format of decoded audio. */
export interface Signal {
  /** In Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** A bit for each channel (channel mask). */
  readonly mask: bigint;
}

/**
 * Returns the encoding's highest sample rate that does not exceed the signal's, preferring a divisor of
 * it: 88.2 kHz is converted to 44.1 kHz.
 */
export function outputRate({ sampleRate }: Signal, encoding: SongEncoding): number {
  if (encoding.codesAt48kHz) return Math.max(...encoding.sampleRates);
  const lower = encoding.sampleRates.filter((rate) => rate <= sampleRate);
  const high = lower.filter((rate) => rate >= 44_100 && sampleRate % rate === 0);
  return high.at(-1) ?? Math.max(...lower);
}

/**
 * Returns the filters that convert a signal to mono or stereo at the song's sample rate without DC
 * offset. The gain is applied later.
 *
 * @param offsets the DC offset to subtract from each output channel; 1 is full scale
 * @throws MediaError `format-unsupported` for a layout that has no downmix.
 */
export function preparation(
  signal: Signal,
  rate: number,
  offsets: readonly number[] | undefined,
): string[] {
  const mix = downmix(signal.channels, signal.mask);
  if (!mix) throw new MediaError('format-unsupported', { detail: `${signal.channels} channels` });
  return [
    ...mix,
    ...(signal.sampleRate === rate ? [] : [`aresample=${rate}`]),
    ...(offsets ? [`aeval=${offsets.map(withoutOffset).join('|')}:c=same`] : []),
  ];
}

const withoutOffset = (offset: number, channel: number) => `val(${channel})-(${offset})`;
