import { isolate, programBeside } from '../isolation/index.ts';
import type { Picture } from '../kind.ts';
import { limits } from './limits.ts';

/** Validates a picture by decoding it, and makes its renditions and its description. */
export const derive = isolate<Picture>(
  programBeside(import.meta.url, 'derive.process'),
  limits.decoder,
);
