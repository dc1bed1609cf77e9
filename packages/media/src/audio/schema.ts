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

/** The metadata of a recording. A field is absent if its value is unknown. */
export const AudioMetadata = Type.Object(
  {
    format: Type.String({ description: '`mpeg`, `aac`, `mp4`, `flac`, `wav`, `ogg`, …' }),
    durationMs: Type.Integer({ description: 'Duration of the decoded audio' }),
    title: Type.Optional(Type.String()),
    artist: Type.Optional(Type.String()),
    album: Type.Optional(Type.String()),
    albumArtist: Type.Optional(Type.String()),
    track: Type.Optional(
      Type.Object({ number: Type.Integer(), of: Type.Optional(Type.Integer()) }),
    ),
    genre: Type.Optional(Type.Array(Type.String())),
    year: Type.Optional(Type.Integer()),
    date: Type.Optional(StatedDate),
    before: AudioSide,
    after: AudioSide,
    normalised: Normalised,
    ...Placeholder,
  },
  { additionalProperties: false },
);

export type AudioSide = Static<typeof AudioSide>;
export type AudioMetadata = Static<typeof AudioMetadata>;
