import assert from 'node:assert/strict';
import type { Frame } from 'node-av/lib';
import { MediaError } from '../../failures.ts';
import { type Decoded, decode } from '../ffmpeg/decode.ts';
import { samplesOf, signalOf } from '../ffmpeg/frame.ts';
import { openGraph } from '../ffmpeg/graph.ts';
import type { Input } from '../ffmpeg/input.ts';
import { limits } from '../limits.ts';
import { type Loudness, loudnessOf } from './loudness.ts';
import { collectPeaks, type Peaks } from './peaks.ts';
import type { Signal } from './preparation.ts';

/** Returns the filters that prepare a recording for encoding. */
export type Prepare = (signal: Signal) => {
  /** In Hz. */
  readonly rate: number;
  readonly channels: 1 | 2;
  readonly filters: readonly string[];
};

export interface Measurement extends Decoded {
  readonly signal: Signal;
  /** Number of decoded samples per channel. */
  readonly samples: number;
  /** Loudness of the unprocessed recording. */
  readonly loudness: Loudness;
  /** Loudness and length in samples of the prepared recording. */
  readonly prepared: {
    readonly loudness: Loudness;
    readonly samples: number;
    readonly rate: number;
  };
  readonly peaks: Peaks;
}

/** Padding at the end, as the meter updates its peaks every 100 ms. */
const PADDING_SECONDS = 0.1;

const METER_OPTIONS = 'peak=true:framelog=quiet';

/**
 * Decodes a recording once and measures it, both unprocessed and prepared.
 *
 * The meter is FFmpeg's `ebur128`: EBU R 128 (Tech 3341, 3342) and ITU-R BS.1770 with channel weights,
 * gates at −70 LUFS and −10 LU, and true peak at 192 kHz.
 *
 * @throws MediaError
 */
export async function measure(input: Input, prepare: Prepare): Promise<Measurement> {
  let meter: ReturnType<typeof openMeter> | undefined;
  try {
    const decoded = await decode(input, (frame) => {
      meter ??= openMeter(frame, prepare);
      meter.push(frame);
    });
    assert(meter, '`decode` throws if there is no frame');
    const measured = meter.end();
    checkSamples(measured);
    return { ...decoded, ...measured };
  } finally {
    meter?.close();
  }
}

function openMeter(first: Frame, prepare: Prepare) {
  const signal = signalOf(first);
  checkSignal(signal);
  const { rate, channels, filters } = prepare(signal);
  const peaks = collectPeaks(channels);
  const graph = openGraph(first, chain(signal.sampleRate, rate, filters), (frame) => {
    peaks.add(samplesOf(frame));
  });
  let heard = 0;

  const gated = (meter: 'ebur128@before' | 'ebur128@prepared') => ({
    meter,
    integrated: graph.read(meter, 'integrated'),
    range: graph.read(meter, 'range'),
  });

  return {
    push(frame: Frame) {
      heard += frame.nbSamples;
      if (heard > limits.maxSeconds * signal.sampleRate) {
        throw new MediaError('too-long', { detail: `more than ${limits.maxSeconds / 3600} hours` });
      }
      graph.push(frame);
    },
    end() {
      const seconds = heard / signal.sampleRate;
      const samples = Math.round(seconds * rate);
      // Read the integrated loudness before the padding, which is only for the peaks.
      const before = gated('ebur128@before');
      const prepared = filters.length > 0 ? gated('ebur128@prepared') : before;
      graph.push(null);
      const loudness = ({ meter, ...levels }: ReturnType<typeof gated>) =>
        loudnessOf({ ...levels, truePeak: graph.read(meter, 'true_peak') }, seconds);
      return {
        signal,
        samples: heard,
        loudness: loudness(before),
        prepared: { loudness: loudness(prepared), samples, rate },
        peaks: peaks.end(samples),
      };
    },
    close: () => graph.close(),
  };
}

function checkSignal({ sampleRate, channels }: Signal): void {
  const { least, most } = limits.sampleRates;
  if (sampleRate < least || sampleRate > most) {
    throw new MediaError('format-unsupported', { detail: `the sample rate is ${sampleRate} Hz` });
  }
  if (channels < 1 || channels > limits.maxChannels) {
    throw new MediaError('format-unsupported', { detail: `the file has ${channels} channels` });
  }
}

/** Floating-point samples can be NaN or infinite, which encoders do not support. */
function checkSamples({ prepared, peaks }: Pick<Measurement, 'prepared' | 'peaks'>): void {
  const { truePeakDbtp = 0 } = prepared.loudness;
  if (peaks.means.every(Number.isFinite) && truePeakDbtp <= limits.maxPeakDbtp) return;
  throw new MediaError('corrupt', { detail: 'some samples are not numbers' });
}

function chain(sampleRate: number, rate: number, filters: readonly string[]): string {
  const padded = (at: number) => `apad=pad_len=${Math.ceil(at * PADDING_SECONDS)}`;
  const end = 'aformat=sample_fmts=dbl';
  const before = `${padded(sampleRate)},ebur128@before=${METER_OPTIONS}`;
  if (filters.length === 0) return `${before},${end}`;
  const after = `${padded(rate)},ebur128@prepared=${METER_OPTIONS}`;
  return `asplit[a][b];[a]${before},anullsink;[b]${filters.join(',')},${after},${end}`;
}
