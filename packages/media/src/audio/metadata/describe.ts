import type { Input } from '../ffmpeg/input.ts';
import { isLossless, provenType } from '../formats.ts';
import { type Loudness, rounded } from '../measure/loudness.ts';
import type { Measurement } from '../measure/measure.ts';
import type { Signal } from '../measure/preparation.ts';
import type { AudioSide } from '../schema.ts';

/** What a file is, beside how loud it is. */
export interface FileFacts {
  /** Its proven MIME type. */
  readonly mimeType: string;
  /** As FFmpeg names it. */
  readonly codec: string;
  readonly seconds: number;
  /** Of each sample, where the codec stores samples. */
  readonly bitDepth?: number;
  /** In bit/s, of its sound alone; an average. */
  readonly bitRate?: number;
  /** It ends before its own header says. */
  readonly isCut: boolean;
}

/** Demuxers that read a file's length in its header; the others guess. Several names for one. */
const SAYS_LENGTH = /^(flac|wav|aiff|mov|matroska)\b/;

/** How much earlier than its header says a file may end: in seconds, and as a share. */
const SLACK = { seconds: 1, share: 0.01 };

export function factsOf(
  { container, stream, decoder }: Input,
  { signal, samples, soundBytes, codec }: Measurement,
): FileFacts {
  const demuxer = container.iformat?.name ?? '';
  const seconds = samples / signal.sampleRate;
  const said = SAYS_LENGTH.test(demuxer) ? Number(container.duration) / 1e6 : 0;
  const { bitsPerRawSample, bitsPerCodedSample } = stream.codecpar;
  const bits = bitsPerRawSample || decoder.bitsPerRawSample || bitsPerCodedSample;
  return {
    mimeType: provenType(demuxer.split(',')[0]!, codec),
    codec,
    seconds,
    ...(isLossless(codec) && bits > 0 && { bitDepth: bits }),
    ...(seconds > 0 && { bitRate: Math.round((soundBytes * 8) / seconds) }),
    isCut: said - seconds > Math.max(SLACK.seconds, said * SLACK.share),
  };
}

/** One side of `before` and `after` in an item's metadata. */
export const side = (
  { codec, bitDepth, bitRate }: FileFacts,
  { sampleRate, channels }: Pick<Signal, 'sampleRate' | 'channels'>,
  loudness: Loudness,
): AudioSide => ({
  codec,
  sampleRate,
  channels,
  ...(bitDepth !== undefined && { bitDepth }),
  ...(bitRate !== undefined && { bitRate }),
  ...rounded(loudness),
});
