/** −3 dB as a factor. */
const HALF_POWER = Math.SQRT1_2;

/**
 * The downmix coefficients for left and right by bit of the channel mask (WAVEFORMATEXTENSIBLE and
 * FFmpeg). Values for 3/2 and 3/1 are from ITU-R BS.775-4, annex 4, table 2, which omits the LFE
 * channel; the side and back pairs of 7.1 are treated as surrounds.
 */
const SHARES: Readonly<Record<number, readonly [left: number, right: number]>> = {
  0: [1, 0],
  1: [0, 1],
  2: [HALF_POWER, HALF_POWER],
  3: [0, 0],
  4: [HALF_POWER, 0],
  5: [0, HALF_POWER],
  6: [1, 0],
  7: [0, 1],
  8: [0.5, 0.5],
  9: [HALF_POWER, 0],
  10: [0, HALF_POWER],
};

const STEREO_MASK = 0b11n;

/** Returns the number of channels to encode: mono stays mono, everything else becomes stereo. */
export const outputChannels = (channels: number): 1 | 2 => (channels === 1 ? 1 : 2);

/**
 * Returns the filter that mixes a layout down to mono or stereo, or none if it is mono or stereo.
 *
 * @param mask a bit for each channel, in order
 * @returns undefined if a channel has no known coefficient
 */
export function downmix(channels: number, mask: bigint): string[] | undefined {
  if (channels === 1) return ['pan=mono|c0=c0'];
  if (channels === 2) return mask === STEREO_MASK ? [] : ['pan=stereo|c0=c0|c1=c1'];
  const shares = bitsOf(mask).map((bit) => SHARES[bit]);
  if (shares.length !== channels || shares.includes(undefined)) return undefined;
  const side = (index: 0 | 1) =>
    shares
      .map((share, channel) => [share?.[index] ?? 0, channel] as const)
      .filter(([share]) => share > 0)
      .map(([share, channel]) => `${share}*c${channel}`)
      .join('+');
  const [left, right] = [side(0), side(1)];
  return left && right ? [`pan=stereo|c0=${left}|c1=${right}`] : undefined;
}

const bitsOf = (mask: bigint): number[] =>
  [...mask.toString(2)].reverse().flatMap((bit, index) => (bit === '1' ? [index] : []));
