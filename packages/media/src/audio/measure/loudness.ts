/** The measured loudness of a recording. A field is absent if it has no value. */
export interface Loudness {
  /** In LUFS. Absent for silence and below 400 ms, the length of a gating block. */
  readonly integratedLufs?: number;
  /** Loudness range in LU. Absent below 4 s, as it needs several windows of 3 s. */
  readonly rangeLu?: number;
  /** True peak in dBTP (0 is full scale). It can exceed 0 between samples. */
  readonly truePeakDbtp?: number;
}

/** ITU-R BS.1770-5, annex 1: the gating block, and the absolute gate. */
const BLOCK_SECONDS = 0.4;
const GATE_LUFS = -70;

const RANGE_SECONDS = 4;

/** Converts the meter's values in LUFS, LU and dBTP. Minus infinity means silence. */
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

/** Rounds to a hundredth, the precision of meters. */
export const rounded = (loudness: Loudness): Loudness =>
  Object.fromEntries(
    Object.entries(loudness).map(([name, value]) => [name, Math.round(value * 100) / 100]),
  );
