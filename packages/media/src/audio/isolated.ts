import { isolate, programBeside } from '../isolation/index.ts';
import type { Rendition } from '../kind.ts';
import { limits } from './limits.ts';
import type { AudioMetadata } from './schema.ts';

/** Derives the song, waveform, cover and metadata of a recording, in a decoder process. */
export const derive = isolate<Rendition, AudioMetadata>(
  programBeside(import.meta.url, 'derive.process'),
  limits.decoder,
);
