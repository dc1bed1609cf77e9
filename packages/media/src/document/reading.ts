import type { Pixels } from '../image/read/sharp.ts';
import type { Source } from '../kind.ts';
import type { NoteCode } from '../notes.ts';
import type { DocumentMetadata } from './schema.ts';
import type { WrittenText } from './text/writer.ts';

/** What a reader is given: the file, what it is thought to be, and where its text may be written. */
export interface Document extends Pick<Source, 'path' | 'size'> {
  readonly mimeType: string;
  readonly textPath: string;
}

/** What a format's reader finds in a document. */
export interface Reading {
  /** What the parse proved it to be. */
  readonly mimeType: string;
  readonly metadata: Partial<DocumentMetadata>;
  readonly text?: WrittenText;
  /** What it can be shown by: drawn pixels, or the bytes of a picture that lies in the file. */
  readonly picture?: Pixels | Uint8Array;
  readonly note?: NoteCode;
}

/** @throws MediaError where the file is not what it begins like, or asks for too much. */
export type Reader = (document: Document) => Promise<Reading>;
