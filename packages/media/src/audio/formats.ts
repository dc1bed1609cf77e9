/** The allowed demuxers. Others, such as FFmpeg's playlists, could open other files. */
export const DEMUXERS = ['mp3', 'aac', 'mov', 'flac', 'wav', 'aiff', 'ogg', 'matroska'];

/** The allowed decoders. PCM decoders are those whose names start with `pcm_`. */
export const DECODERS = [
  ...['mp3float', 'mp3', 'mp2float', 'aac', 'alac', 'flac', 'vorbis', 'opus', 'libopus'],
  ...['pcm_u8', 'pcm_s8', 'pcm_alaw', 'pcm_mulaw'],
  ...['pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_s32be'],
  ...['pcm_f32le', 'pcm_f32be', 'pcm_f64le', 'pcm_f64be'],
];

/** The types of `file-type` that are always audio. */
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

/** Containers of audio, video or both, which are told apart by their tracks. */
export const CONTAINER_TYPES: Readonly<Record<'isoMedia' | 'matroska', readonly string[]>> = {
  isoMedia: ['audio/mp4', 'video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp'],
  matroska: ['video/webm', 'video/matroska'],
};

/** Returns the MIME type for a demuxer (the first of FFmpeg's names for it) and a codec. */
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

/** Whether a codec is lossless, so that its bit depth is meaningful. */
export const isLossless = (codec: string): boolean => /^(pcm_|flac|alac)/.test(codec);
