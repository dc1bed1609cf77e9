import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_DISPOSITION_STILL_IMAGE,
  AV_DISPOSITION_TIMED_THUMBNAILS,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FormatContext, type Stream } from 'node-av/lib';
import { MediaError } from '../../failures.ts';
import { DECODERS, DEMUXERS } from '../formats.ts';
import { limits } from '../limits.ts';
import { orCorrupt, orFault } from './check.ts';

/** A recording whose sound can be decoded, once, from its beginning. */
export interface Input {
  readonly container: FormatContext;
  readonly stream: Stream;
  readonly decoder: CodecContext;
  close(): void;
}

/**
 * Opens a file for its sound alone, with the demuxers and decoders of this kind and nothing else, and
 * closes it after `use`.
 *
 * @throws MediaError `corrupt`, `format-unsupported` or `video-unsupported`.
 */
export async function withInput<Result>(
  path: string,
  use: (input: Input) => Promise<Result>,
): Promise<Result> {
  const input = openInput(path);
  try {
    return await use(input);
  } finally {
    input.close();
  }
}

function openInput(path: string): Input {
  const container = new FormatContext();
  const decoder = new CodecContext();
  const close = () => {
    decoder.freeContext();
    container.closeInputSync();
  };
  try {
    openContainer(container, path);
    const stream = soundOf(container);
    openDecoder(decoder, stream);
    return { container, stream, decoder, close };
  } catch (error) {
    close();
    throw error;
  }
}

function openContainer(container: FormatContext, path: string): void {
  const options = Dictionary.fromObject({
    // A file may name others: a playlist, a reference movie. Nothing but this one is ever opened.
    protocol_whitelist: 'file',
    format_whitelist: DEMUXERS.join(','),
    codec_whitelist: DECODERS.join(','),
    probesize: String(limits.probeBytes),
  });
  orCorrupt(container.openInputSync(`file:${path}`, null, options), 'its container cannot be read');
  orCorrupt(container.findStreamInfoSync(), 'its streams cannot be read');
}

const PICTURE =
  AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_STILL_IMAGE | AV_DISPOSITION_TIMED_THUMBNAILS;

function soundOf(container: FormatContext): Stream {
  const { streams } = container;
  const moves = ({ codecpar, disposition }: Stream) =>
    codecpar.codecType === AVMEDIA_TYPE_VIDEO && (disposition & PICTURE) === 0;
  if (streams.some(moves)) throw new MediaError('video-unsupported');
  const best = container.findBestStream(AVMEDIA_TYPE_AUDIO);
  const stream = streams[best];
  if (best < 0 || !stream) throw new MediaError('corrupt', { detail: 'it holds no sound' });
  return stream;
}

function openDecoder(decoder: CodecContext, { codecpar, timeBase }: Stream): void {
  const codec = Codec.findDecoder(codecpar.codecId);
  if (!codec?.name || !DECODERS.includes(codec.name)) {
    throw new MediaError('format-unsupported', {
      detail: `its codec is ${codec?.name ?? 'unknown'}`,
    });
  }
  decoder.allocContext3(codec);
  orFault(decoder.parametersToContext(codecpar), 'parametersToContext');
  // By it the decoder knows which samples at both ends are padding (gapless playback).
  decoder.pktTimebase = timeBase;
  decoder.threadCount = 1;
  orCorrupt(decoder.open2Sync(codec), 'its decoder cannot be set up');
}
