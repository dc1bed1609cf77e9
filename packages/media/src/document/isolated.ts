import { isolate, programBeside } from '../isolation/index.ts';
import { limits } from './limits.ts';

/** Validates a document by reading it, and makes its text, its pictures and its description. */
export const derive = isolate(programBeside(import.meta.url, 'derive.process'), limits.reader);
