import { isolate, programBeside } from '../isolation/index.ts';
import type { Picture } from '../kind.ts';
import { limits } from './limits.ts';
import type { ImageMetadata } from './schema.ts';

/** Derives the renditions and metadata of an image, in a decoder process. */
export const derive = isolate<Picture, ImageMetadata>(
  programBeside(import.meta.url, 'derive.process'),
  limits.decoder,
);
