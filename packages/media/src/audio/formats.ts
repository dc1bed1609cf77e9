/** The allowed demuxers. Others, such as FFmpeg's playlists, could open other files. */
export const DEMUXERS = [
  ...['mp3', 'aac', 'mov', 'flac', 'wav', 'w64', 'aiff', 'au', 'caf', 'ogg', 'matroska'],
  ...['ac3', 'eac3', 'amr', 'asf', 'ape', 'wv', 'tta', 'mpc', 'mpc8', 'dsf', 'iff'],
];

/** The allowed decoders, by FFmpeg's names. */
export const DECODERS = [
  ...['mp3float', 'mp3', 'mp2float', 'mp2', 'mp1float', 'mp1'],
  ...['aac', 'alac', 'flac', 'vorbis', 'opus', 'libopus', 'speex', 'ac3', 'eac3'],
  ...['wmav1', 'wmav2', 'wmapro', 'wmalossless', 'wmavoice'],
  ...['ape', 'wavpack', 'tta', 'mpc7', 'mpc8'],
  ...['dsd_lsbf', 'dsd_msbf', 'dsd_lsbf_planar', 'dsd_msbf_planar'],
  ...['adpcm_ms', 'adpcm_ima_wav', 'adpcm_ima_qt', 'adpcm_yamaha', 'adpcm_swf'],
  ...['gsm', 'gsm_ms', 'amrnb', 'amrwb'],
  ...['pcm_u8', 'pcm_s8', 'pcm_alaw', 'pcm_mulaw'],
  ...['pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_s32be'],
  ...['pcm_f32le', 'pcm_f32be', 'pcm_f64le', 'pcm_f64be'],
];

/** The types of `file-type` that are always audio, with the type that an item has before decoding. */
export const SOUND_TYPES: Readonly<Record<string, string>> = {
  'audio/mpeg': 'audio/mpeg',
  'audio/aac': 'audio/aac',
  'audio/flac': 'audio/flac',
  'audio/wav': 'audio/wav',
  'audio/aiff': 'audio/aiff',
  'audio/ogg': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg; codecs=opus',
  'audio/x-m4a': 'audio/x-m4a',
  'audio/vnd.dolby.dd-raw': 'audio/ac3',
  'audio/x-ms-asf': 'audio/x-ms-wma',
  // An ASF file whose tags are longer than the first bytes, so that its tracks come later.
  'application/vnd.ms-asf': 'audio/x-ms-wma',
  'audio/x-caf': 'audio/x-caf',
  'audio/amr': 'audio/amr',
  'audio/ape': 'audio/ape',
  'audio/wavpack': 'audio/wavpack',
  'audio/x-musepack': 'audio/x-musepack',
  'audio/x-dsf': 'audio/x-dsf',
  'audio/x-dff': 'audio/x-dff',
};

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
  w64: 'audio/x-w64',
  aiff: 'audio/aiff',
  au: 'audio/basic',
  caf: 'audio/x-caf',
  ogg: 'audio/ogg',
  matroska: 'audio/webm',
  ac3: 'audio/ac3',
  eac3: 'audio/eac3',
  amr: 'audio/amr',
  asf: 'audio/x-ms-wma',
  ape: 'audio/ape',
  wv: 'audio/wavpack',
  tta: 'audio/x-tta',
  mpc: 'audio/x-musepack',
  mpc8: 'audio/x-musepack',
  dsf: 'audio/x-dsf',
  iff: 'audio/x-dff',
};

/** Every type that an item of this kind can have. */
export const MIME_TYPES: readonly string[] = [
  ...new Set([...Object.values(SOUND_TYPES), ...Object.values(PROVEN), 'audio/mp4']),
];

/** Returns the format's short name for a MIME type: `mpeg`, `wma`. */
export const formatName = (mimeType: string): string =>
  mimeType.replace(/^audio\/(?:x-)?(?:ms-)?/, '').replace(/;.*/, '');

/** Whether a codec is lossless, so that its bit depth is meaningful. */
export const isLossless = (codec: string): boolean =>
  /^(pcm_|flac|alac|ape|wavpack|tta|wmalossless|dsd_)/.test(codec);

/** Demuxers of files without an index, which are a sequence of frames and may be followed by tags. */
export const isFrameSequence = (demuxer: string): boolean =>
  ['mp3', 'aac', 'ac3', 'eac3', 'amr'].includes(demuxer);
