import { isolate, programBeside } from '../isolation/index.ts';
import { limits } from './limits.ts';

/** Validates a recording by decoding it, measures it, and makes the song, its waveform and its cover. */
export const derive = isolate(programBeside(import.meta.url, 'derive.process'), limits.decoder);
