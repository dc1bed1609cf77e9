/** The only demuxers that a file is opened with: FFmpeg's playlists, for one, would open other files. */
export const DEMUXERS = ['mp3', 'aac', 'mov', 'flac', 'wav', 'aiff', 'ogg', 'matroska'];

/** The only decoders that see a file's bytes; PCM is all that begins with `pcm_`. */
export const DECODERS = [
  ...['mp3float', 'mp3', 'mp2float', 'aac', 'alac', 'flac', 'vorbis', 'opus', 'libopus'],
  ...['pcm_u8', 'pcm_s8', 'pcm_alaw', 'pcm_mulaw'],
  ...['pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_s32be'],
  ...['pcm_f32le', 'pcm_f32be', 'pcm_f64le', 'pcm_f64be'],
];

/** The types, as `file-type` names them, that are sound whatever else is in them. */
export const SOUND_TYPES: readonly string[] = [
  'audio/mpeg',
  'audio/aac',
  'audio/flac',
  'audio/wav',
  'audio/aiff',
  'audio/ogg',
  'audio/ogg; codecs=opus',
  'audio/x-m4a',
];

/** Containers that hold sound, video or both: only their tracks can tell. */
export const CONTAINER_TYPES: Readonly<Record<'isoMedia' | 'matroska', readonly string[]>> = {
  isoMedia: ['audio/mp4', 'video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp'],
  matroska: ['video/webm', 'video/matroska'],
};

/** What a file proved to be: its demuxer, by the first of FFmpeg's names for it, and its codec. */
export function provenType(demuxer: string, codec: string): string {
  if (demuxer === 'ogg' && codec === 'opus') return 'audio/ogg; codecs=opus';
  return PROVEN[demuxer] ?? 'audio/mp4';
}

const PROVEN: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  aiff: 'audio/aiff',
  ogg: 'audio/ogg',
  matroska: 'audio/webm',
};

/** Whether a codec stores samples as they are, so that their number of bits means something. */
export const isLossless = (codec: string): boolean => /^(pcm_|flac|alac)/.test(codec);
