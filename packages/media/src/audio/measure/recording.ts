import { withInput } from '../ffmpeg/input.ts';
import { type FileFacts, factsOf } from '../metadata/describe.ts';
import { type PlainTags, plainTags } from '../metadata/sources.ts';
import type { SongEncoding } from '../recipe.ts';
import { outputChannels } from './downmix.ts';
import { type Measurement, measure, type Prepare } from './measure.ts';
import { offsetsOf } from './offset.ts';
import { outputRate, preparation } from './preparation.ts';

/** A recording that was decoded completely. */
export interface Recording extends Measurement {
  readonly facts: FileFacts;
  /** The tags that FFmpeg reads. */
  readonly tags: PlainTags;
  /** The DC offset removed from each channel, if any. */
  readonly offsets: readonly number[] | undefined;
  readonly prepare: Prepare;
}

/**
 * Decodes and measures a recording as it will be encoded. If it has a DC offset, the offset is removed
 * and the recording is measured again, as its peaks change.
 *
 * @throws MediaError
 */
export async function decodeAndMeasure(path: string, encoding: SongEncoding): Promise<Recording> {
  const prepareWithout =
    (offsets: readonly number[] | undefined): Prepare =>
    (signal) => {
      const rate = outputRate(signal, encoding);
      const filters = preparation(signal, rate, offsets);
      return { rate, channels: outputChannels(signal.channels), filters };
    };
  const decodeAndMeasureOnce = (offsets?: readonly number[]): Promise<Recording> =>
    withInput(path, async (input) => {
      const prepare = prepareWithout(offsets);
      const measurement = await measure(input, prepare);
      const facts = factsOf(input, measurement);
      return { ...measurement, facts, tags: plainTags(input), offsets, prepare };
    });
  const recording = await decodeAndMeasureOnce();
  const offsets = offsetsOf(recording);
  return offsets ? decodeAndMeasureOnce(offsets) : recording;
}

/** Measures an encoded song, which needs no preparation. */
export const measureEncoded = (path: string): Promise<Recording> =>
  withInput(path, async (input) => {
    const prepare: Prepare = ({ sampleRate, channels }) => ({
      rate: sampleRate,
      channels: outputChannels(channels),
      filters: [],
    });
    const measurement = await measure(input, prepare);
    const facts = factsOf(input, measurement);
    return { ...measurement, facts, tags: plainTags(input), offsets: undefined, prepare };
  });
