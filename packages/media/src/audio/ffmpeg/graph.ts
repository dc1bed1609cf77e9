import assert from 'node:assert/strict';
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_DOUBLE,
  type AVSampleFormat,
} from 'node-av/constants';
import { avGetSampleFmtName, FilterGraph, Frame } from 'node-av/lib';
import { MediaError } from '../../failures.ts';
import { orFault } from './check.ts';
import { signalOf } from './frame.ts';

/** A filter graph. */
export interface Graph {
  /** Pushes a frame, or the end with `null`, and passes the output to `take`. */
  push(frame: Frame | null): void;
  /** Reads the value of an option of a filter, such as a measurement so far. */
  read(filter: string, option: string): number;
  close(): void;
}

/**
 * Creates a filter graph for frames like `first`.
 *
 * @param chain in FFmpeg's notation, without names of input and output
 * @param take receives the output. A frame is valid until it returns
 * @see https://ffmpeg.org/ffmpeg-filters.html#Filtergraph-syntax-1
 */
export function openGraph(first: Frame, chain: string, take: (frame: Frame) => void): Graph {
  const { sampleRate, channels, mask } = signalOf(first);
  const format = first.format as AVSampleFormat;
  const layout = { order: AV_CHANNEL_ORDER_NATIVE, nbChannels: channels, mask };
  const source = [
    `abuffer@in=sample_rate=${sampleRate}`,
    `sample_fmt=${avGetSampleFmtName(format)}`,
    `channel_layout=0x${mask.toString(16)}`,
    `time_base=1/${sampleRate}`,
  ].join(':');
  const graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = 1;
  orFault(graph.parse2(`${source},${chain},abuffersink@out`), 'parse2');
  orFault(graph.configSync(), 'config');
  const input = graph.getFilter('abuffer@in');
  const output = graph.getFilter('abuffersink@out');
  assert(input && output, 'the parsed graph has the filters that its text names');
  const out = new Frame();
  out.alloc();

  function check(frame: Frame) {
    const now = signalOf(frame);
    const isAlike = now.sampleRate === sampleRate && now.mask === mask && frame.format === format;
    if (isAlike && now.channels === channels) return;
    throw new MediaError('format-unsupported', { detail: 'the sample rate or channels change' });
  }

  return {
    push(frame) {
      if (frame) {
        check(frame);
        frame.channelLayout = layout;
      }
      orFault(input.buffersrcAddFrameSync(frame), 'buffersrcAddFrame');
      while (output.buffersinkGetFrameSync(out) >= 0) {
        take(out);
        out.unref();
      }
    },
    read: (filter, option) =>
      graph.getFilter(filter)?.getOption(option, AV_OPT_TYPE_DOUBLE, AV_OPT_SEARCH_CHILDREN) ??
      Number.NaN,
    close() {
      out.free();
      graph.free();
    },
  };
}
