import { waveform } from '../recipe.ts';

const MOST_POINTS = 2 * waveform.minPoints;
const FIRST_SAMPLES_PER_POINT = 64;

/** The waveform and mean of a recording. 1 is full scale. */
export interface Peaks {
  readonly samplesPerPoint: number;
  /** The minimum and maximum sample of each point over all channels. */
  readonly lows: Float32Array;
  readonly highs: Float32Array;
  /** The mean of each channel, which is its DC offset. */
  readonly means: readonly number[];
}

/** Collects peaks in bounded memory: when it is full, pairs of points are merged. */
export function collectPeaks(channels: number) {
  const lows = new Float32Array(MOST_POINTS);
  const highs = new Float32Array(MOST_POINTS);
  let [leftSum, rightSum] = [0, 0];
  let samplesPerPoint = FIRST_SAMPLES_PER_POINT;
  let points = 0;
  let missing = samplesPerPoint;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;

  function endPoint() {
    lows[points] = low;
    highs[points] = high;
    points += 1;
    low = Number.POSITIVE_INFINITY;
    high = Number.NEGATIVE_INFINITY;
    if (points === MOST_POINTS) halve();
    missing = samplesPerPoint;
  }

  function halve() {
    points /= 2;
    samplesPerPoint *= 2;
    for (let point = 0; point < points; point++) {
      lows[point] = Math.min(...lows.subarray(2 * point, 2 * point + 2));
      highs[point] = Math.max(...highs.subarray(2 * point, 2 * point + 2));
    }
  }

  /** Processes samples that belong to one point. */
  function look(samples: Float64Array, from: number, to: number) {
    let [left, right] = [0, 0];
    if (channels === 1) {
      for (const sample of samples.subarray(from, to)) {
        left += sample;
        if (sample < low) low = sample;
        if (sample > high) high = sample;
      }
    } else {
      for (let at = from; at < to; at += 2) {
        const one = samples[at];
        const other = samples[at + 1];
        if (one === undefined || other === undefined) break;
        left += one;
        right += other;
        const sample = (one + other) / 2;
        if (sample < low) low = sample;
        if (sample > high) high = sample;
      }
      rightSum += right;
    }
    leftSum += left;
  }

  return {
    /** @param samples interleaved, of one or two channels */
    add(samples: Float64Array): void {
      for (let from = 0; from < samples.length; ) {
        const to = Math.min(samples.length, from + missing * channels);
        look(samples, from, to);
        missing -= (to - from) / channels;
        from = to;
        if (missing === 0) endPoint();
      }
    },
    /** @param samples the number of samples without the padding */
    end(samples: number): Peaks {
      if (missing < samplesPerPoint) endPoint();
      const length = Math.min(points, Math.ceil(samples / samplesPerPoint));
      return {
        samplesPerPoint,
        lows: lows.subarray(0, length),
        highs: highs.subarray(0, length),
        means: [leftSum, rightSum].slice(0, channels).map((sum) => sum / Math.max(1, samples)),
      };
    },
  };
}
