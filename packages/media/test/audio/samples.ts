import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crafted } from './crafted.ts';
import { type Encoding, encodeSound } from './encode-sound.ts';
import { tune } from './sound.ts';

/** Every supported format with its expected type and codec. */
export const formats: Readonly<
  Record<string, Encoding & { readonly mimeType: string; readonly codec: string }>
> = {
  mp3: {
    encoder: 'libmp3lame',
    muxer: 'mp3',
    bitRate: 192_000,
    mimeType: 'audio/mpeg',
    codec: 'mp3',
  },
  aac: { encoder: 'aac', muxer: 'adts', bitRate: 192_000, mimeType: 'audio/aac', codec: 'aac' },
  m4a: { encoder: 'aac', muxer: 'ipod', bitRate: 192_000, mimeType: 'audio/mp4', codec: 'aac' },
  mp4: { encoder: 'aac', muxer: 'mp4', bitRate: 192_000, mimeType: 'audio/mp4', codec: 'aac' },
  mov: { encoder: 'pcm_s16le', muxer: 'mov', mimeType: 'audio/mp4', codec: 'pcm_s16le' },
  'alac.m4a': { encoder: 'alac', muxer: 'ipod', mimeType: 'audio/mp4', codec: 'alac' },
  flac: { encoder: 'flac', muxer: 'flac', mimeType: 'audio/flac', codec: 'flac' },
  'u8.wav': { encoder: 'pcm_u8', muxer: 'wav', mimeType: 'audio/wav', codec: 'pcm_u8' },
  's16.wav': { encoder: 'pcm_s16le', muxer: 'wav', mimeType: 'audio/wav', codec: 'pcm_s16le' },
  's24.wav': { encoder: 'pcm_s24le', muxer: 'wav', mimeType: 'audio/wav', codec: 'pcm_s24le' },
  's32.wav': { encoder: 'pcm_s32le', muxer: 'wav', mimeType: 'audio/wav', codec: 'pcm_s32le' },
  'f32.wav': { encoder: 'pcm_f32le', muxer: 'wav', mimeType: 'audio/wav', codec: 'pcm_f32le' },
  'f64.wav': { encoder: 'pcm_f64le', muxer: 'wav', mimeType: 'audio/wav', codec: 'pcm_f64le' },
  'bwf.wav': {
    encoder: 'pcm_s24le',
    muxer: 'wav',
    options: { write_bext: '1' },
    mimeType: 'audio/wav',
    codec: 'pcm_s24le',
  },
  'rf64.wav': {
    encoder: 'pcm_s16le',
    muxer: 'wav',
    options: { rf64: 'always' },
    mimeType: 'audio/wav',
    codec: 'pcm_s16le',
  },
  aiff: { encoder: 'pcm_s16be', muxer: 'aiff', mimeType: 'audio/aiff', codec: 'pcm_s16be' },
  's24.aiff': { encoder: 'pcm_s24be', muxer: 'aiff', mimeType: 'audio/aiff', codec: 'pcm_s24be' },
  ogg: {
    encoder: 'libvorbis',
    muxer: 'ogg',
    bitRate: 192_000,
    mimeType: 'audio/ogg',
    codec: 'vorbis',
  },
  opus: {
    encoder: 'libopus',
    muxer: 'opus',
    bitRate: 128_000,
    mimeType: 'audio/ogg; codecs=opus',
    codec: 'opus',
  },
  webm: {
    encoder: 'libopus',
    muxer: 'webm',
    bitRate: 128_000,
    mimeType: 'audio/webm',
    codec: 'opus',
  },
  'vorbis.webm': {
    encoder: 'libvorbis',
    muxer: 'webm',
    bitRate: 192_000,
    mimeType: 'audio/webm',
    codec: 'vorbis',
  },
  mp2: { encoder: 'mp2', muxer: 'mp2', bitRate: 192_000, mimeType: 'audio/mpeg', codec: 'mp2' },
  'adpcm-ms.wav': { encoder: 'adpcm_ms', muxer: 'wav', mimeType: 'audio/wav', codec: 'adpcm_ms' },
  'adpcm-ima.wav': {
    encoder: 'adpcm_ima_wav',
    muxer: 'wav',
    mimeType: 'audio/wav',
    codec: 'adpcm_ima_wav',
  },
  'yamaha.wav': {
    encoder: 'adpcm_yamaha',
    muxer: 'wav',
    mimeType: 'audio/wav',
    codec: 'adpcm_yamaha',
  },
  w64: { encoder: 'pcm_s24le', muxer: 'w64', mimeType: 'audio/x-w64', codec: 'pcm_s24le' },
  au: { encoder: 'pcm_s16be', muxer: 'au', mimeType: 'audio/basic', codec: 'pcm_s16be' },
  caf: { encoder: 'alac', muxer: 'caf', mimeType: 'audio/x-caf', codec: 'alac' },
  'ima.caf': {
    encoder: 'adpcm_ima_qt',
    muxer: 'caf',
    mimeType: 'audio/x-caf',
    codec: 'adpcm_ima_qt',
  },
  'oga.flac': { encoder: 'flac', muxer: 'ogg', mimeType: 'audio/ogg', codec: 'flac' },
  wma: { encoder: 'wmav2', muxer: 'asf', mimeType: 'audio/x-ms-wma', codec: 'wmav2' },
  'v1.wma': { encoder: 'wmav1', muxer: 'asf', mimeType: 'audio/x-ms-wma', codec: 'wmav1' },
  wv: { encoder: 'wavpack', muxer: 'wv', mimeType: 'audio/wavpack', codec: 'wavpack' },
  tta: { encoder: 'tta', muxer: 'tta', mimeType: 'audio/x-tta', codec: 'tta' },
  ac3: { encoder: 'ac3', muxer: 'ac3', mimeType: 'audio/ac3', codec: 'ac3' },
  eac3: { encoder: 'eac3', muxer: 'eac3', mimeType: 'audio/eac3', codec: 'eac3' },
  mka: { encoder: 'flac', muxer: 'matroska', mimeType: 'audio/webm', codec: 'flac' },
};

/** A short file of each format by name. Those with tags have a cover too. */
export const makers: Readonly<Record<string, () => Promise<Buffer>>> = Object.fromEntries([
  ...Object.entries(formats).map(([name, encoding]) => [name, () => fileOf(name, encoding)]),
  ...Object.entries(crafted).map(([name, { make }]) => [name, async () => make()]),
]);

const tags = {
  title: 'A title',
  artist: 'An artist',
  album: 'An album',
  track: '3/9',
  date: '1999',
};

/** In Hz: the only rate below 96 kHz that both Opus and AC-3 have. */
export const SAMPLE_RATE = 48_000;

async function fileOf(name: string, encoding: Encoding): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'galeria-sample-'));
  try {
    const path = join(folder, name);
    encodeSound(tune(SAMPLE_RATE, 0.4), path, { ...encoding, tags, bitRate: 64_000 });
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
