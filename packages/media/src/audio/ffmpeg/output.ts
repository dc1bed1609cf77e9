import assert from 'node:assert/strict';
import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_ID_MJPEG,
  AV_DISPOSITION_ATTACHED_PIC,
  AV_PKT_FLAG_KEY,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AVFMT_FLAG_BITEXACT,
  AVFMT_GLOBALHEADER,
  AVMEDIA_TYPE_VIDEO,
  type FFEncoderCodec,
} from 'node-av/constants';
import {
  avChannelLayoutDefault,
  Codec,
  CodecContext,
  Dictionary,
  FormatContext,
  type Frame,
  Packet,
  Rational,
} from 'node-av/lib';
import type { SongEncoding } from '../recipe.ts';
import { orFault } from './check.ts';
import { type Cover, flacPicture } from './flac-picture.ts';

export interface OutputOptions {
  readonly encoding: SongEncoding;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  readonly bitRate: number;
  /** By FFmpeg's names of tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly cover: Cover | undefined;
}

/** An audio file being written. */
export interface Output {
  /** The filter that converts frames to the encoder's format. */
  readonly shape: string;
  write(frame: Frame): void;
  /** Finishes the file. */
  finish(): void;
  close(): void;
}

/** Opens the output. Errors here are not faults of the source, which was decoded before. */
export function openOutput(path: string, options: OutputOptions): Output {
  const container = new FormatContext();
  const { muxer } = options.encoding;
  orFault(container.allocOutputContext2(null, muxer, path), 'allocOutputContext2');
  // Without the flag, files contain FFmpeg's version and Ogg files a random serial number.
  container.setFlags(AVFMT_FLAG_BITEXACT);
  const encoder = openEncoder(container, options);
  const stream = container.newStream();
  orFault(stream.codecpar.fromContext(encoder), 'parametersFromContext');
  stream.timeBase = encoder.timeBase;
  const { cover } = options;
  const isOgg = muxer === 'opus';
  const coverStream = cover && !isOgg ? addCoverStream(container, cover) : undefined;
  const pictureTag = cover && isOgg ? flacPicture(cover) : {};
  container.metadata = Dictionary.fromObject({ ...options.tags, ...pictureTag });
  orFault(container.openOutputSync(), 'openOutput');
  const header = muxer === 'ipod' ? { movflags: '+faststart' } : {};
  orFault(container.writeHeaderSync(Dictionary.fromObject(header)), 'writeHeader');
  const packet = new Packet();
  packet.alloc();
  if (cover && coverStream) writeCover(container, coverStream.index, cover);
  // The time bases are final after opening.
  const [from, to] = [encoder.timeBase, stream.timeBase];
  let written = 0n;

  function encode(frame: Frame | null) {
    orFault(encoder.sendFrameSync(frame), 'sendFrame');
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.streamIndex = stream.index;
      packet.rescaleTs(from, to);
      orFault(container.interleavedWriteFrameSync(packet), 'interleavedWriteFrame');
    }
  }

  return {
    shape: shapeOf(encoder, options),
    write(frame) {
      // Closes gaps left by damage: timestamps follow the written samples.
      frame.pts = written;
      written += BigInt(frame.nbSamples);
      encode(frame);
    },
    finish() {
      encode(null);
      orFault(container.writeTrailerSync(), 'writeTrailer');
    },
    close() {
      packet.free();
      encoder.freeContext();
      container.closeOutputSync();
      container.freeContext();
    },
  };
}

function openEncoder(
  container: FormatContext,
  { encoding, sampleRate, channels, bitRate }: OutputOptions,
): CodecContext {
  const codec = Codec.findEncoderByName(encoding.encoder as FFEncoderCodec);
  assert(codec, `FFmpeg is built without the encoder ${encoding.encoder}`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = sampleRate;
  encoder.channelLayout = avChannelLayoutDefault(channels);
  encoder.sampleFormat = encoding.encoder === 'libopus' ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_FLTP;
  encoder.bitRate = BigInt(bitRate);
  encoder.timeBase = new Rational(1, sampleRate);
  encoder.threadCount = 1;
  encoder.setFlags(AV_CODEC_FLAG_BITEXACT);
  if (container.oformat?.flags && container.oformat.flags & AVFMT_GLOBALHEADER) {
    encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  }
  orFault(encoder.open2Sync(codec), 'open2');
  return encoder;
}

function shapeOf({ frameSize }: CodecContext, { encoding, sampleRate, channels }: OutputOptions) {
  const format = encoding.encoder === 'libopus' ? 'flt' : 'fltp';
  const layout = channels === 1 ? 'mono' : 'stereo';
  return [
    `aformat=sample_fmts=${format}:sample_rates=${sampleRate}:channel_layouts=${layout}`,
    `asetnsamples=n=${frameSize}:p=0`,
  ].join(',');
}

function addCoverStream(container: FormatContext, { width, height }: Cover) {
  const stream = container.newStream();
  stream.codecpar.codecType = AVMEDIA_TYPE_VIDEO;
  stream.codecpar.codecId = AV_CODEC_ID_MJPEG;
  stream.codecpar.width = width;
  stream.codecpar.height = height;
  stream.timeBase = new Rational(1, 90_000);
  stream.disposition = AV_DISPOSITION_ATTACHED_PIC;
  return stream;
}

function writeCover(container: FormatContext, streamIndex: number, { jpeg }: Cover) {
  const packet = new Packet();
  packet.alloc();
  packet.data = Buffer.from(jpeg);
  packet.streamIndex = streamIndex;
  packet.pts = 0n;
  packet.dts = 0n;
  packet.setFlags(AV_PKT_FLAG_KEY);
  orFault(container.interleavedWriteFrameSync(packet), 'interleavedWriteFrame');
  packet.free();
}
