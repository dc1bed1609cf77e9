import { renditionNames as coverNames } from '../image/recipe.ts';
import type { KindDescriptor } from '../kind.ts';
import { SOUND_TYPES } from './formats.ts';
import { recipe, songName, waveformName } from './recipe.ts';
import { recognise } from './recognise/recognise.ts';
import { AudioMetadata } from './schema.ts';

export const audio: KindDescriptor = {
  name: 'audio',
  mimeTypes: [...SOUND_TYPES, 'audio/mp4', 'audio/webm'],
  recognise,
  renditions: [
    songName(recipe.encoding),
    waveformName('json'),
    waveformName('webp'),
    ...coverNames(),
  ],
  metadata: AudioMetadata,
  searchable: ['title', 'artist', 'album', 'albumArtist', 'genre'],
  // Four hours of 16-bit WAV at 48 kHz have 2.6 GiB, at 96 kHz and 24 bits 7.7: those go as FLAC.
  limits: { maxBytes: 5 * 2 ** 30 },
  processor: {
    natives: ['node-av', 'sharp'],
    // Lambda gives a whole processor from 1,769 MiB on, and more than one is of little use here.
    memoryMiB: 2048,
    // The most that there is: four hours take about half of it.
    timeoutSeconds: 900,
    maximumConcurrency: 4,
    // The original and the song: four hours of it have 330 MiB.
    ephemeralStorageMiB: 6144,
  },
};
