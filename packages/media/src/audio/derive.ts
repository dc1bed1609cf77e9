import type { Derive, Rendition } from '../kind.ts';
import { note } from '../notes.ts';
import { encode } from './encode/encode.ts';
import { factorOf, type Gain, gainTo } from './encode/gain.ts';
import { listen, listenAgain, type Recording } from './measure/recording.ts';
import { type CoverPictures, coverPictures } from './metadata/cover.ts';
import { side } from './metadata/describe.ts';
import { carriedTags, readTags, type Tags } from './metadata/tags.ts';
import { bitRateOf, type Recipe, recipe, songName, type Target } from './recipe.ts';
import type { AudioMetadata } from './schema.ts';
import { waveformRenditions } from './waveform/waveform.ts';

/**
 * Validates a recording by decoding it, and makes of it a song at the target's loudness, its waveform
 * and its description, in this process: `index.ts` runs it in a child. Nothing is held whole: it is
 * decoded once to be measured and once to be encoded, and the song once, to be measured in its turn.
 */
export const deriveBy =
  ({ target, encoding }: Recipe): Derive<Rendition, AudioMetadata> =>
  async (source) => {
    const { path } = source;
    const recording = await listen(path, encoding);
    const { tags, cover: coverBytes } = await readTags(path);
    const cover = coverBytes && (await coverPictures(coverBytes, source));
    const gain = gainTo(target, recording.prepared.loudness);
    const file = `${path}.${encoding.extension}`;
    const { rate, channels, filters } = recording.prepare(recording.signal);
    await encode(path, filters, factorOf(gain), file, {
      encoding,
      sampleRate: rate,
      channels,
      bitRate: bitRateOf(encoding, rate, channels),
      tags: carriedTags(tags),
      cover: cover?.embedded,
    });
    const song = await listenAgain(file);
    return {
      mimeType: recording.facts.mimeType,
      metadata: describe(recording, tags, cover, target, gain, song),
      renditions: [
        { name: songName(encoding), mimeType: encoding.mimeType, body: { file } },
        ...(await waveformRenditions(recording.peaks, factorOf(gain), rate, !cover)),
        ...(cover?.renditions ?? []),
      ],
      ...((recording.isDamaged || recording.facts.isCut) && { note: note('audio-damaged') }),
    };
  };

export const derive = deriveBy(recipe);

function describe(
  recording: Recording,
  tags: Tags,
  cover: CoverPictures | undefined,
  target: Target,
  gain: Gain,
  song: Recording,
): AudioMetadata {
  const { facts, signal, loudness, offsets } = recording;
  return {
    format: facts.mimeType.replace(/^audio\//, '').replace(/;.*/, ''),
    durationMs: Math.round(facts.seconds * 1000),
    ...tags,
    before: side(facts, signal, loudness),
    after: side(song.facts, song.signal, song.loudness),
    normalised: {
      targetLufs: target.integratedLufs,
      gainDb: Math.round(gain.db * 100) / 100,
      limitedByPeak: gain.limitedByPeak,
      ...(offsets && { dcOffset: offsets.map((offset) => Math.round(offset * 1e4) / 1e4) }),
    },
    ...cover?.placeholder,
  };
}
