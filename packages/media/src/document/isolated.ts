import { isolate, programBeside } from '../isolation/index.ts';
import type { Rendition } from '../kind.ts';
import { limits } from './limits.ts';
import type { DocumentMetadata } from './schema.ts';

/** Derives the text, pictures and metadata of a document, in a decoder process. */
export const derive = isolate<Rendition, DocumentMetadata>(
  programBeside(import.meta.url, 'derive.process'),
  limits.reader,
);
