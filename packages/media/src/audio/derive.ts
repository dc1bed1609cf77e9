import type { Derive, Rendition } from '../kind.ts';
import { note } from '../notes.ts';
import { encode } from './encode/encode.ts';
import { factorOf, type Gain, gainTo } from './encode/gain.ts';
import { writeChapters } from './encode/mp4-chapters.ts';
import { formatName } from './formats.ts';
import { decodeAndMeasure, measureEncoded, type Recording } from './measure/recording.ts';
import { type CoverPictures, firstCover } from './metadata/cover.ts';
import { levelsAndFormat } from './metadata/describe.ts';
import { lyricsRenditions } from './metadata/lyrics-renditions.ts';
import { outputTags } from './metadata/output-tags.ts';
import { readTags, type Tags } from './metadata/tags.ts';
import { bitRateOf, type Recipe, recipe, songName, type Target } from './recipe.ts';
import type { AudioMetadata } from './schema.ts';
import { waveformRenditions } from './waveform/waveform.ts';

/**
 * Validates a recording by decoding it, and derives the normalised song, the waveform and the metadata,
 * in this process (`isolated.ts` runs it in a child). Streams: decodes the recording once to measure
 * and once to encode it, and the song once to measure it.
 */
export const deriveBy =
  ({ target, encoding }: Recipe): Derive<Rendition, AudioMetadata> =>
  async (source) => {
    const { path } = source;
    const recording = await decodeAndMeasure(path, encoding);
    const { tags, lyrics, covers } = await readTags(path, recording.tags);
    const cover = await firstCover(covers, source);
    const gain = gainTo(target, recording.prepared.loudness);
    const file = `${path}.${encoding.extension}`;
    const { rate, channels, filters } = recording.prepare(recording.signal);
    await encode(path, filters, factorOf(gain), file, {
      encoding,
      sampleRate: rate,
      channels,
      bitRate: bitRateOf(encoding, rate, channels),
      tags: outputTags(tags, lyrics, encoding.muxer),
      cover: cover?.embedded,
    });
    if (encoding.muxer === 'ipod' && tags.chapters) await writeChapters(file, tags.chapters);
    const song = await measureEncoded(file);
    return {
      mimeType: recording.facts.mimeType,
      metadata: describe(recording, tags, cover, target, gain, song),
      renditions: [
        { name: songName(encoding), mimeType: encoding.mimeType, body: { file } },
        ...(await waveformRenditions(recording.peaks, factorOf(gain), rate, !cover)),
        ...(cover?.renditions ?? []),
        ...lyricsRenditions(lyrics, recording.facts.seconds * 1000),
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
    format: formatName(facts.mimeType),
    durationMs: Math.round(facts.seconds * 1000),
    ...tags,
    before: levelsAndFormat(facts, signal, loudness),
    after: levelsAndFormat(song.facts, song.signal, song.loudness),
    normalised: {
      targetLufs: target.integratedLufs,
      gainDb: Math.round(gain.db * 100) / 100,
      limitedByPeak: gain.limitedByPeak,
      ...(offsets && { dcOffset: offsets.map((offset) => Math.round(offset * 1e4) / 1e4) }),
    },
    ...cover?.placeholder,
  };
}
