import type { Pixels } from '../image/read/sharp.ts';
import type { Source } from '../kind.ts';
import type { NoteCode } from '../notes.ts';
import type { DocumentMetadata } from './schema.ts';
import type { WrittenText } from './text/writer.ts';

/** The input of a reader: the file, its presumed type, and the path for its text. */
export interface Document extends Pick<Source, 'path' | 'size'> {
  readonly mimeType: string;
  readonly textPath: string;
}

/** The result of a reader. */
export interface Reading {
  /** The type found by parsing. */
  readonly mimeType: string;
  readonly metadata: Partial<DocumentMetadata>;
  readonly text?: WrittenText;
  /** A rendered page, or the bytes of an embedded picture. */
  readonly picture?: Pixels | Uint8Array;
  readonly note?: NoteCode;
}

/** @throws MediaError if the file is invalid or exceeds a limit */
export type Reader = (document: Document) => Promise<Reading>;
