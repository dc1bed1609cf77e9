/** A share of 3 dB less: what a channel gives to each of two others. */
const HALF_POWER = Math.SQRT1_2;

/**
 * What each channel gives to the left and the right, by its bit in a channel mask (WAVEFORMATEXTENSIBLE;
 * FFmpeg's are the same). Named are those of 3/2 and 3/1 in ITU-R BS.775-4, annex 4, table 2; the side
 * and back pairs of 7.1 both count as surrounds. The LFE channel is left out, as there.
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

/** Mono stays mono and stereo stays stereo, whatever their speakers are called. */
export const outputChannels = (channels: number): 1 | 2 => (channels === 1 ? 1 : 2);

/**
 * The filter that brings a layout to mono or stereo; none where it is that already.
 *
 * @param mask a bit for each channel, in the channels' order.
 * @returns undefined where a channel has no share that is known.
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
