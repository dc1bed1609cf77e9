/** What the meter says of a recording; what has no value is not there. */
export interface Loudness {
  /** In LUFS. Absent in silence, and below 400 ms, which is the length of one gating block. */
  readonly integratedLufs?: number;
  /** Loudness range, in LU. Absent below 4 s: it is the spread of values of 3 s each. */
  readonly rangeLu?: number;
  /** In dBTP: dB below full scale, above 0 where the wave between the samples goes beyond it. */
  readonly truePeakDbtp?: number;
}

/** ITU-R BS.1770-5, annex 1: the gating block, and the absolute gate. */
const BLOCK_SECONDS = 0.4;
const GATE_LUFS = -70;

const RANGE_SECONDS = 4;

/** Takes the meter's own figures, in LUFS, LU and dBTP; minus infinity is silence. */
export function loudnessOf(
  { integrated, range, truePeak }: Record<'integrated' | 'range' | 'truePeak', number>,
  seconds: number,
): Loudness {
  const isLoud = seconds >= BLOCK_SECONDS && integrated > GATE_LUFS;
  return {
    ...(isLoud && { integratedLufs: integrated }),
    ...(isLoud && seconds >= RANGE_SECONDS && { rangeLu: range }),
    ...(Number.isFinite(truePeak) && { truePeakDbtp: truePeak }),
  };
}

/** To a hundredth: no meter is more exact than that. */
export const rounded = (loudness: Loudness): Loudness =>
  Object.fromEntries(
    Object.entries(loudness).map(([name, value]) => [name, Math.round(value * 100) / 100]),
  );
