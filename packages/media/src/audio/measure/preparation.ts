import { MediaError } from '../../failures.ts';
import type { SongEncoding } from '../recipe.ts';
import { downmix } from './downmix.ts';

/** How sound came out of its decoder. */
export interface Signal {
  /** In Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** A bit for each channel's loudspeaker. */
  readonly mask: bigint;
}

/**
 * The highest of the encoding's sample rates that is not above the signal's, and, where there is one,
 * a rate that divides it: 88.2 kHz goes to 44.1 kHz.
 */
export function outputRate({ sampleRate }: Signal, encoding: SongEncoding): number {
  if (encoding.codesAt48kHz) return encoding.sampleRates.at(-1)!;
  const lower = encoding.sampleRates.filter((rate) => rate <= sampleRate);
  const high = lower.filter((rate) => rate >= 44_100 && sampleRate % rate === 0);
  return high.at(-1) ?? lower.at(-1)!;
}

/**
 * The filters that make of a signal what is encoded, but for its volume: mono or stereo, at the song's
 * sample rate, around zero.
 *
 * @param offsets what is to be taken away of each channel of the result: a constant, 1 being full scale.
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
