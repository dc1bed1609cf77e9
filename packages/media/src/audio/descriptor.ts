import { renditionNames as coverNames } from '../image/recipe.ts';
import type { KindDescriptor } from '../kind.ts';
import { MIME_TYPES } from './formats.ts';
import { lyricsName, recipe, songName, waveformName } from './recipe.ts';
import { recognise } from './recognise/recognise.ts';
import { AudioMetadata } from './schema.ts';

export const audio: KindDescriptor<'audio', typeof AudioMetadata> = {
  name: 'audio',
  mimeTypes: MIME_TYPES,
  recognise,
  renditions: [
    songName(recipe.encoding),
    waveformName('json'),
    waveformName('webp'),
    lyricsName('txt'),
    lyricsName('vtt'),
    ...coverNames(),
  ],
  // 2: date with its source and time zone. 3: all artists, composers, identifiers, chapters and more.
  metadataVersion: 3,
  metadata: AudioMetadata,
  searchable: [
    ...['title', 'artist', 'artists', 'album', 'albumArtist', 'albumArtists', 'genre'],
    ...['composer', 'isrc', 'chapters'],
  ],
  // Four hours of WAV take 2.6 GiB with 16 bits at 48 kHz, and 7.7 GiB with 24 bits at 96 kHz.
  limits: { maxBytes: 5 * 2 ** 30 },
  processor: {
    natives: ['node-av', 'sharp'],
    // Lambda gives one vCPU at 1,769 MiB. More are of little use here.
    memoryMiB: 2048,
    // Lambda's maximum. Four hours of audio take about half of it.
    timeoutSeconds: 900,
    maximumConcurrency: 4,
    // For the original and the song, which takes 330 MiB for four hours.
    ephemeralStorageMiB: 6144,
  },
};
