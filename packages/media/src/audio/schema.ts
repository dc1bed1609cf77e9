import { type Static, Type } from 'typebox';
import { Placeholder, StatedDate } from '../schema.ts';

/** The loudness and format of a recording, by EBU R 128 and ITU-R BS.1770. */
export const AudioSide = Type.Object({
  codec: Type.String({ description: "FFmpeg's name of the codec" }),
  sampleRate: Type.Integer({ description: 'Hz' }),
  channels: Type.Integer(),
  bitDepth: Type.Optional(Type.Integer({ description: 'Lossless codecs only' })),
  bitRate: Type.Optional(Type.Integer({ description: 'bit/s, average' })),
  integratedLufs: Type.Optional(
    Type.Number({ description: 'Absent for silence and below 400 ms' }),
  ),
  rangeLu: Type.Optional(Type.Number({ description: 'Loudness range; absent below 4 s' })),
  truePeakDbtp: Type.Optional(Type.Number()),
});

const Normalised = Type.Object({
  targetLufs: Type.Number(),
  gainDb: Type.Number(),
  limitedByPeak: Type.Boolean({
    description: 'Whether the true peak limited the gain below what the target needs',
  }),
  dcOffset: Type.Optional(
    Type.Array(Type.Number(), { description: 'Removed DC offset of each channel' }),
  ),
});

const Position = Type.Object({ number: Type.Integer(), of: Type.Optional(Type.Integer()) });

const Names = (description: string, example: string[]) =>
  Type.Optional(Type.Array(Type.String(), { description, examples: [example] }));

const mbid = (description: string) => Type.Optional(Type.String({ format: 'uuid', description }));
const mbids = Type.Optional(Type.Array(Type.String({ format: 'uuid' })));

const MusicBrainz = Type.Object(
  {
    recording: mbid('The performance, which several releases can have'),
    track: mbid('The track of the release'),
    release: mbid('The edition of the album'),
    releaseGroup: mbid('The album'),
    artists: mbids,
    albumArtists: mbids,
  },
  { description: 'MusicBrainz identifiers' },
);

const ReplayGain = Type.Object(
  {
    trackGainDb: Type.Optional(Type.Number({ description: 'To −18 LUFS (ReplayGain 2.0)' })),
    trackPeak: Type.Optional(Type.Number({ description: 'Sample peak; 1 is full scale' })),
    albumGainDb: Type.Optional(Type.Number()),
    albumPeak: Type.Optional(Type.Number()),
    r128TrackGainDb: Type.Optional(
      Type.Number({ description: 'To −23 LUFS, the reference of Opus (RFC 7845)' }),
    ),
    r128AlbumGainDb: Type.Optional(Type.Number()),
  },
  {
    description:
      'The gains that the file states for itself. They are not used, nor valid for the song.',
    examples: [{ trackGainDb: -7.54, trackPeak: 0.988 }],
  },
);

const Chapter = Type.Object({
  startMs: Type.Integer({ description: 'Milliseconds from the beginning' }),
  title: Type.Optional(Type.String()),
});

/** The metadata of a recording. A field is absent if its value is unknown. */
export const AudioMetadata = Type.Object(
  {
    format: Type.String({ description: '`mpeg`, `aac`, `mp4`, `flac`, `wav`, `ogg`, `wma`, …' }),
    durationMs: Type.Integer({ description: 'Duration of the decoded audio' }),
    title: Type.Optional(Type.String()),
    artist: Type.Optional(
      Type.String({
        description: 'As the file credits them; several names are joined by commas',
        examples: ['AC/DC', 'One feat. Two'],
      }),
    ),
    artists: Names('Each of the artists', ['One', 'Two']),
    album: Type.Optional(Type.String()),
    albumArtist: Type.Optional(Type.String()),
    albumArtists: Names('Each of the album artists', ['Various Artists']),
    composer: Names('Each of the composers', ['Antônio Carlos Jobim']),
    track: Type.Optional(Position),
    disc: Type.Optional(Position),
    genre: Names('Each of the genres', ['Bossa nova', 'Jazz']),
    year: Type.Optional(Type.Integer()),
    date: Type.Optional(StatedDate),
    bpm: Type.Optional(Type.Integer({ description: 'Beats per minute' })),
    isrc: Names('International Standard Recording Codes', ['BRBMG0300729']),
    musicBrainz: Type.Optional(MusicBrainz),
    replayGain: Type.Optional(ReplayGain),
    chapters: Type.Optional(
      Type.Array(Chapter, { examples: [[{ startMs: 0, title: 'Prologue' }]] }),
    ),
    lyrics: Type.Optional(
      Type.Object(
        {
          language: Type.Optional(Type.String({ description: 'ISO 639-2', examples: ['por'] })),
          synced: Type.Boolean({ description: 'Whether the lines have times' }),
        },
        {
          description:
            'Present if the file has lyrics. The rendition `lyrics.v1.txt` has their text, and `lyrics.v1.vtt` the lines with their times.',
        },
      ),
    ),
    before: AudioSide,
    after: AudioSide,
    normalised: Normalised,
    ...Placeholder,
  },
  { additionalProperties: false },
);

export type AudioSide = Static<typeof AudioSide>;
export type AudioMetadata = Static<typeof AudioMetadata>;
export type MusicBrainz = Static<typeof MusicBrainz>;
export type ReplayGain = Static<typeof ReplayGain>;
export type Chapter = Static<typeof Chapter>;
