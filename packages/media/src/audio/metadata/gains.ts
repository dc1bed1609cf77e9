import { defined } from '../../defined.ts';
import type { ReplayGain } from '../schema.ts';
import type { PlainTags, TagSources } from './sources.ts';

/** Opus states gains as Q7.8 (RFC 7845, 5.2.1). */
const R128_UNIT = 256;
const MOST_DB = 100;
const MOST_PEAK = 100;

/**
 * Reads ReplayGain 2.0, whose reference is −18 LUFS, and the R128 gains of Opus, whose reference is −23
 * LUFS.
 */
export function replayGainOf({ parsed, plain }: TagSources): ReplayGain | undefined {
  const common = parsed?.common;
  const gain = (name: 'track' | 'album') =>
    decibels(plain[`replaygain_${name}_gain`]) ?? inRange(common?.[`replaygain_${name}_gain`]?.dB);
  const peak = (name: 'track' | 'album') => {
    const value =
      number(plain[`replaygain_${name}_peak`]) ?? common?.[`replaygain_${name}_peak`]?.ratio;
    return value !== undefined && value >= 0 && value <= MOST_PEAK ? value : undefined;
  };
  const gains = defined({
    trackGainDb: gain('track'),
    trackPeak: peak('track'),
    albumGainDb: gain('album'),
    albumPeak: peak('album'),
    r128TrackGainDb: r128(plain, 'track'),
    r128AlbumGainDb: r128(plain, 'album'),
  });
  return Object.keys(gains).length > 0 ? gains : undefined;
}

function r128(plain: PlainTags, name: string): number | undefined {
  const value = number(plain[`r128_${name}_gain`]);
  return inRange(value === undefined ? undefined : value / R128_UNIT);
}

/** `-7.54 dB`, also without a space or unit. */
const decibels = (text: string | undefined): number | undefined => inRange(number(text));

function number(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : undefined;
}

const inRange = (value: number | undefined): number | undefined =>
  value !== undefined && Math.abs(value) <= MOST_DB ? Math.round(value * 100) / 100 : undefined;
