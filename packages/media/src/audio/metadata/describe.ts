import { defined } from '../../defined.ts';
import type { Input } from '../ffmpeg/input.ts';
import { isLossless, provenType } from '../formats.ts';
import { type Loudness, rounded } from '../measure/loudness.ts';
import type { Measurement } from '../measure/measure.ts';
import type { Signal } from '../measure/preparation.ts';
import type { AudioSide } from '../schema.ts';

/** The format of a file. */
export interface FileFacts {
  /** The MIME type found by decoding. */
  readonly mimeType: string;
  /** FFmpeg's name of the codec. */
  readonly codec: string;
  readonly seconds: number;
  /** Bits per sample, for lossless codecs. */
  readonly bitDepth?: number;
  /** Average bit rate of the audio in bit/s. */
  readonly bitRate?: number;
  /** Whether the file ends before the duration in its header. */
  readonly isCut: boolean;
}

/** Demuxers that read the duration from the file's header; others estimate it. */
const SAYS_LENGTH = /^(flac|wav|aiff|mov|matroska)\b/;

/** Tolerance between decoded duration and header, in seconds and as a share. */
const SLACK = { seconds: 1, share: 0.01 };

export function factsOf(
  { container, stream, decoder }: Input,
  { signal, samples, soundBytes, codec }: Measurement,
): FileFacts {
  const demuxer = container.iformat?.name ?? '';
  const [format = demuxer] = demuxer.split(',');
  const seconds = samples / signal.sampleRate;
  const said = SAYS_LENGTH.test(demuxer) ? Number(container.duration) / 1e6 : 0;
  const { bitsPerRawSample, bitsPerCodedSample } = stream.codecpar;
  const bits = bitsPerRawSample || decoder.bitsPerRawSample || bitsPerCodedSample;
  return {
    mimeType: provenType(format, codec),
    codec,
    seconds,
    ...(isLossless(codec) && bits > 0 && { bitDepth: bits }),
    ...(seconds > 0 && { bitRate: Math.round((soundBytes * 8) / seconds) }),
    isCut: said - seconds > Math.max(SLACK.seconds, said * SLACK.share),
  };
}

/** Returns the `before` or `after` values of an item's metadata. */
export const levelsAndFormat = (
  { codec, bitDepth, bitRate }: FileFacts,
  { sampleRate, channels }: Pick<Signal, 'sampleRate' | 'channels'>,
  loudness: Loudness,
): AudioSide => ({
  codec,
  sampleRate,
  channels,
  ...defined({ bitDepth, bitRate }),
  ...rounded(loudness),
});
