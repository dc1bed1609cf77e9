import { AV_CHANNEL_ORDER_NATIVE, AV_SAMPLE_FMT_FLT, type FFEncoderCodec } from 'node-av/constants';
import {
  avChannelLayoutDefault,
  avGetSampleFmtName,
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  Frame,
  Packet,
  Rational,
} from 'node-av/lib';
import { openGraph } from '../../src/audio/ffmpeg/graph.ts';
import '../../src/audio/ffmpeg/check.ts';
import type { Sound } from './sound.ts';

export interface Encoding {
  /** FFmpeg's names. */
  readonly encoder: string;
  readonly muxer: string;
  readonly bitRate?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** Options of the muxer. */
  readonly options?: Readonly<Record<string, string>>;
}

const check = (code: number): number => {
  FFmpegError.throwIfError(code);
  return code;
};

/** Encodes audio to a file with FFmpeg's encoders. */
export function encodeSound(sound: Sound, path: string, encoding: Encoding): void {
  const { rate, channels, mask } = sound;
  const layout = mask
    ? { nbChannels: channels.length, order: AV_CHANNEL_ORDER_NATIVE, mask }
    : avChannelLayoutDefault(channels.length);
  const container = new FormatContext();
  check(container.allocOutputContext2(null, encoding.muxer, path));
  const codec = Codec.findEncoderByName(encoding.encoder as FFEncoderCodec)!;
  const format = codec.sampleFormats?.[0] ?? AV_SAMPLE_FMT_FLT;
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = rate;
  encoder.channelLayout = layout;
  encoder.sampleFormat = format;
  encoder.timeBase = new Rational(1, rate);
  if (encoding.bitRate) encoder.bitRate = BigInt(encoding.bitRate);
  check(encoder.open2Sync(codec));
  const stream = container.newStream();
  check(stream.codecpar.fromContext(encoder));
  stream.timeBase = encoder.timeBase;
  if (encoding.tags) container.metadata = Dictionary.fromObject(encoding.tags);
  check(container.openOutputSync());
  check(container.writeHeaderSync(Dictionary.fromObject(encoding.options ?? {})));
  const packet = new Packet();
  packet.alloc();
  let written = 0n;
  const encode = (frame: Frame | null) => {
    if (frame) {
      frame.pts = written;
      written += BigInt(frame.nbSamples);
    }
    check(encoder.sendFrameSync(frame));
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      check(container.interleavedWriteFrameSync(packet));
    }
  };
  const inPieces = encoder.frameSize > 0 ? `,asetnsamples=n=${encoder.frameSize}:p=0` : '';
  const filters = `aformat=sample_fmts=${avGetSampleFmtName(format)}${inPieces}`;
  let graph: ReturnType<typeof openGraph> | undefined;
  for (const bytes of interleaved(channels)) {
    const frame = Frame.fromAudioBuffer(bytes, {
      nbSamples: bytes.length / 4 / channels.length,
      format: AV_SAMPLE_FMT_FLT,
      sampleRate: rate,
      channelLayout: layout,
      timeBase: { num: 1, den: rate },
    });
    graph ??= openGraph(frame, filters, encode);
    graph.push(frame);
    frame.free();
  }
  graph?.push(null);
  encode(null);
  check(container.writeTrailerSync());
  graph?.close();
  packet.free();
  encoder.freeContext();
  container.closeOutputSync();
  container.freeContext();
}

const PIECE = 4096;

function* interleaved(channels: readonly Float32Array[]): Generator<Buffer> {
  const length = channels[0]?.length ?? 0;
  for (let from = 0; from < length; from += PIECE) {
    const count = Math.min(PIECE, length - from);
    const piece = new Float32Array(count * channels.length);
    for (const [channel, samples] of channels.entries()) {
      for (let at = 0; at < count; at++)
        piece[at * channels.length + channel] = samples[from + at]!;
    }
    yield Buffer.from(piece.buffer);
  }
}
