import type { Encoding } from '../image/recipe.ts';

/** Part of every rendition's name here: raise it whenever what is below changes the bytes made. */
export const RECIPE_VERSION = 1;

/** What a song is brought to, by nothing but a change of its volume. */
export interface Target {
  /** Integrated loudness, in LUFS (ITU-R BS.1770-5). */
  readonly integratedLufs: number;
  /** The highest true peak that the gain may lead to, in dBTP, before it is encoded. */
  readonly truePeakDbtp: number;
}

/** How the normalised song is encoded. Encoders and muxers are named as FFmpeg names them. */
export interface SongEncoding {
  readonly extension: string;
  readonly mimeType: string;
  readonly encoder: 'aac' | 'libopus' | 'libmp3lame';
  readonly muxer: 'ipod' | 'opus' | 'mp3';
  /** In Hz, ascending: a song gets the highest that is not above its own. */
  readonly sampleRates: readonly number[];
  /** Opus always codes at 48 kHz, and keeps the bandwidth of what came in by itself (RFC 6716, 2). */
  readonly codesAt48kHz?: true;
  /** For each channel, in bit/s, at 44.1 kHz and more; a lower sample rate gets its share. */
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

/** In bit/s: at a low sample rate there is less to code, and AAC takes 6 bits a sample at the most. */
export const bitRateOf = (
  { bitsPerSecondPerChannel }: SongEncoding,
  sampleRate: number,
  channels: number,
): number => Math.round(bitsPerSecondPerChannel * channels * Math.min(1, sampleRate / 44_100));

/** What is made of every recording. */
export interface Recipe {
  readonly target: Target;
  readonly encoding: SongEncoding;
}

/** −16 LUFS is what phones and loudspeakers play at (AES TD1008); −1 dBTP is EBU R 128's ceiling. */
export const recipe: Recipe = {
  target: { integratedLufs: -16, truePeakDbtp: -1 },
  encoding: encodings.aac,
};

/** The cover that the song itself carries, in pixels of its longer side. */
export const EMBEDDED_COVER_BOX = 600;

const encoding: Encoding = {
  extension: 'webp',
  mimeType: 'image/webp',
  format: 'webp',
  quality: 80,
  effort: 1,
};

export const waveform = {
  /** Points that a song has at the least, where it is long enough, and half of the most. */
  minPoints: 1024,
  /** In pixels. */
  picture: { width: 1600, height: 320, bars: 200, encoding },
} as const;

/** `song.v1.m4a` */
export const songName = ({ extension }: SongEncoding): string =>
  `song.v${RECIPE_VERSION}.${extension}`;

export const waveformName = (extension: 'json' | 'webp'): string =>
  `waveform.v${RECIPE_VERSION}.${extension}`;
