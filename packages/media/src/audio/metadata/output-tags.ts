import { defined } from '../../defined.ts';
import { chaptersPlaceholder } from '../encode/mp4-chapters.ts';
import type { SongEncoding } from '../recipe.ts';
import type { Chapter } from '../schema.ts';
import { vorbisChapters } from './chapters.ts';
import type { Lyrics } from './lyrics.ts';
import type { Tags } from './tags.ts';

type Muxer = SongEncoding['muxer'];

/**
 * FFmpeg's names, by muxer, of tags whose name differs between muxers. FFmpeg cannot write the undefined
 * ones to M4A: https://ffmpeg.org/doxygen/trunk/movenc_8c_source.html, `mov_write_ilst_tag`.
 */
const OWN_NAMES: Readonly<Record<Muxer, Readonly<Record<OwnName, string | undefined>>>> = {
  ipod: {
    lyrics: 'lyrics',
    bpm: 'tmpo',
    isrc: undefined,
    recording: undefined,
    release: undefined,
  },
  mp3: {
    // FFmpeg writes no `USLT`.
    lyrics: undefined,
    bpm: 'TBPM',
    isrc: 'TSRC',
    recording: 'MusicBrainz Recording Id',
    release: 'MusicBrainz Album Id',
  },
  opus: {
    lyrics: 'LYRICS',
    bpm: 'BPM',
    isrc: 'ISRC',
    recording: 'MUSICBRAINZ_TRACKID',
    release: 'MUSICBRAINZ_ALBUMID',
  },
};

type OwnName = 'lyrics' | 'bpm' | 'isrc' | 'recording' | 'release';

/**
 * Returns the only tags that are written to a song, by FFmpeg's names. Gains of ReplayGain are left out,
 * as the song has another loudness.
 */
export function outputTags(
  tags: Tags,
  lyrics: Lyrics | undefined,
  muxer: Muxer,
): Record<string, string> {
  const { title, artist, album, albumArtist, composer, track, disc, genre, date } = tags;
  const own: Record<OwnName, string | undefined> = {
    lyrics: lyrics?.text,
    bpm: tags.bpm?.toString(),
    isrc: tags.isrc?.[0],
    recording: tags.musicBrainz?.recording,
    release: tags.musicBrainz?.release,
  };
  return defined({
    title,
    artist,
    album,
    album_artist: albumArtist,
    composer: composer?.join(', '),
    genre: genre?.join(', '),
    track: track && [track.number, track.of].filter(Boolean).join('/'),
    disc: disc && [disc.number, disc.of].filter(Boolean).join('/'),
    date: date?.local.slice(0, 10),
    ...namedAs(OWN_NAMES[muxer], own),
    ...(tags.chapters && CHAPTERS[muxer](tags.chapters)),
  });
}

/** The tags for the chapters, by muxer. FFmpeg has none of ID3. */
const CHAPTERS: Readonly<Record<Muxer, (chapters: readonly Chapter[]) => Record<string, string>>> =
  {
    ipod: chaptersPlaceholder,
    mp3: () => ({}),
    opus: vorbisChapters,
  };

const namedAs = (
  names: Readonly<Record<OwnName, string | undefined>>,
  values: Record<OwnName, string | undefined>,
): Record<string, string | undefined> =>
  Object.fromEntries(
    (Object.keys(names) as OwnName[]).flatMap((own) => {
      const name = names[own];
      return name === undefined ? [] : [[name, values[own]]];
    }),
  );
