import { AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FormatContext, type Stream } from 'node-av/lib';
import { MediaError } from '../../failures.ts';
import { DECODERS, DEMUXERS } from '../formats.ts';
import { limits } from '../limits.ts';
import { orCorrupt, orFault } from './check.ts';
import { isFilm } from './film.ts';

/** An opened recording whose audio can be decoded once. */
export interface Input {
  readonly path: string;
  readonly container: FormatContext;
  readonly stream: Stream;
  readonly decoder: CodecContext;
  close(): void;
}

/**
 * Opens the audio of a file with the allowed demuxers and decoders, and closes it after `use`.
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
    return { path, container, stream, decoder, close };
  } catch (error) {
    close();
    throw error;
  }
}

function openContainer(container: FormatContext, path: string): void {
  const options = Dictionary.fromObject({
    // Files that refer to others, such as playlists and reference movies, cannot open them.
    protocol_whitelist: 'file',
    format_whitelist: DEMUXERS.join(','),
    codec_whitelist: DECODERS.join(','),
    probesize: String(limits.probeBytes),
  });
  orCorrupt(
    container.openInputSync(`file:${path}`, null, options),
    'the container is not readable',
  );
  orCorrupt(container.findStreamInfoSync(), 'the streams are not readable');
}

function soundOf(container: FormatContext): Stream {
  const { streams } = container;
  if (streams.some(isFilm)) throw new MediaError('video-unsupported');
  const best = container.findBestStream(AVMEDIA_TYPE_AUDIO);
  const stream = streams[best];
  if (best < 0 || !stream) throw new MediaError('corrupt', { detail: 'the file has no audio' });
  return stream;
}

function openDecoder(decoder: CodecContext, { codecpar, timeBase }: Stream): void {
  const codec = Codec.findDecoder(codecpar.codecId);
  if (!codec?.name || !DECODERS.includes(codec.name)) {
    throw new MediaError('format-unsupported', {
      detail: `the codec is ${codec?.name ?? 'unknown'}`,
    });
  }
  decoder.allocContext3(codec);
  orFault(decoder.parametersToContext(codecpar), 'parametersToContext');
  // The decoder needs it to remove padding samples at both ends (gapless playback).
  decoder.pktTimebase = timeBase;
  decoder.threadCount = 1;
  orCorrupt(decoder.open2Sync(codec), 'the decoder cannot be opened');
}
