import { withInput } from '../ffmpeg/input.ts';
import { type FileFacts, factsOf } from '../metadata/describe.ts';
import type { SongEncoding } from '../recipe.ts';
import { outputChannels } from './downmix.ts';
import { type Measurement, measure, type Prepare } from './measure.ts';
import { offsetsOf } from './offset.ts';
import { outputRate, preparation } from './preparation.ts';

/** A recording that was decoded to its end. */
export interface Recording extends Measurement {
  readonly facts: FileFacts;
  /** What was taken away of each channel, where there was an offset. */
  readonly offsets: readonly number[] | undefined;
  readonly prepare: Prepare;
}

/**
 * Decodes and measures a recording, as it will be encoded: should it have a DC offset, that is taken
 * away and everything measured once more, since its peaks are other ones then.
 *
 * @throws MediaError
 */
export async function listen(path: string, encoding: SongEncoding): Promise<Recording> {
  const prepareWithout =
    (offsets: readonly number[] | undefined): Prepare =>
    (signal) => {
      const rate = outputRate(signal, encoding);
      const filters = preparation(signal, rate, offsets);
      return { rate, channels: outputChannels(signal.channels), filters };
    };
  const listenOnce = (offsets?: readonly number[]): Promise<Recording> =>
    withInput(path, async (input) => {
      const prepare = prepareWithout(offsets);
      const measurement = await measure(input, prepare);
      return { ...measurement, facts: factsOf(input, measurement), offsets, prepare };
    });
  const recording = await listenOnce();
  const offsets = offsetsOf(recording);
  return offsets ? listenOnce(offsets) : recording;
}

/** The same of a song that was made here: nothing needs to be prepared. */
export const listenAgain = (path: string): Promise<Recording> =>
  withInput(path, async (input) => {
    const prepare: Prepare = ({ sampleRate, channels }) => ({
      rate: sampleRate,
      channels: outputChannels(channels),
      filters: [],
    });
    const measurement = await measure(input, prepare);
    return { ...measurement, facts: factsOf(input, measurement), offsets: undefined, prepare };
  });
