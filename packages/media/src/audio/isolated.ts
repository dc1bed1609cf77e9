import { isolate, programBeside } from '../isolation/index.ts';
import type { Derive, Rendition } from '../kind.ts';
import { limits } from './limits.ts';
import type { AudioMetadata } from './schema.ts';

/** Derives the song, waveform, cover and metadata of a recording, in a decoder process. */
export const derive = isolate(
  programBeside(import.meta.url, 'derive.process'),
  limits.decoder,
) as Derive<Rendition, AudioMetadata>;
