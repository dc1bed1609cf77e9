import type { Encoding } from '../image/recipe.ts';

/** Part of the names of songs, waveforms and lyrics, by the rule of `RECIPE_VERSION` in image/recipe.ts. */
export const RECIPE_VERSION = 1;

/** The target of normalisation, reached by gain only. */
export interface Target {
  /** Integrated loudness, in LUFS (ITU-R BS.1770-5). */
  readonly integratedLufs: number;
  /** Maximum true peak after the gain and before encoding, in dBTP. */
  readonly truePeakDbtp: number;
}

/** How the normalised song is encoded. Encoders and muxers are named as FFmpeg names them. */
export interface SongEncoding {
  readonly extension: string;
  readonly mimeType: string;
  readonly encoder: 'aac' | 'libopus' | 'libmp3lame';
  readonly muxer: 'ipod' | 'opus' | 'mp3';
  /** In Hz, ascending. A song gets the highest rate that does not exceed its own. */
  readonly sampleRates: readonly number[];
  /** Opus always encodes at 48 kHz and adapts to the bandwidth of the input (RFC 6716, 2). */
  readonly codesAt48kHz?: true;
  /** Bit rate per channel in bit/s at 44.1 kHz and above; proportionally less at lower sample rates. */
  readonly bitsPerSecondPerChannel: number;
}

const aac: SongEncoding = {
  extension: 'm4a',
  mimeType: 'audio/mp4',
  encoder: 'aac',
  muxer: 'ipod',
  sampleRates: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000],
  bitsPerSecondPerChannel: 96_000,
};
const opus: SongEncoding = {
  extension: 'opus',
  mimeType: 'audio/ogg',
  encoder: 'libopus',
  muxer: 'opus',
  sampleRates: [48000],
  codesAt48kHz: true,
  bitsPerSecondPerChannel: 64_000,
};
const mp3: SongEncoding = {
  extension: 'mp3',
  mimeType: 'audio/mpeg',
  encoder: 'libmp3lame',
  muxer: 'mp3',
  sampleRates: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000],
  bitsPerSecondPerChannel: 128_000,
};

export const encodings = { aac, opus, mp3 } as const;

/**
 * Returns the bit rate in bit/s. It is lower at low sample rates, as AAC uses at most 6 bits per
 * sample.
 */
export const bitRateOf = (
  { bitsPerSecondPerChannel }: SongEncoding,
  sampleRate: number,
  channels: number,
): number => Math.round(bitsPerSecondPerChannel * channels * Math.min(1, sampleRate / 44_100));

/** The recipe of recordings. */
export interface Recipe {
  readonly target: Target;
  readonly encoding: SongEncoding;
}

/** −16 LUFS is the distribution loudness of AES TD1008; −1 dBTP is the maximum of EBU R 128. */
export const recipe: Recipe = {
  target: { integratedLufs: -16, truePeakDbtp: -1 },
  encoding: encodings.aac,
};

/** The longer side of the embedded cover in pixels. */
export const EMBEDDED_COVER_BOX = 600;

const encoding: Encoding = {
  extension: 'webp',
  mimeType: 'image/webp',
  format: 'webp',
  quality: 80,
  effort: 1,
};

export const waveform = {
  /** Minimum number of points of a long enough song, and half of the maximum. */
  minPoints: 1024,
  /** In pixels. */
  picture: { width: 1600, height: 320, bars: 200, encoding },
} as const;

/** `song.v1.m4a` */
export const songName = ({ extension }: SongEncoding): string =>
  `song.v${RECIPE_VERSION}.${extension}`;

export const waveformName = (extension: 'json' | 'webp'): string =>
  `waveform.v${RECIPE_VERSION}.${extension}`;

export const lyricsName = (extension: 'txt' | 'vtt'): string =>
  `lyrics.v${RECIPE_VERSION}.${extension}`;
