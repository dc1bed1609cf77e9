import type { Zip } from '../../containers/zip.ts';
import type { DocumentMetadata } from '../../schema.ts';
import type { TextWriter } from '../../text/writer.ts';

/** Reads a package's main part: writes its text and returns the metadata found only there. */
export type MainPart = (
  zip: Zip,
  part: string,
  writer: TextWriter,
) => Promise<Partial<DocumentMetadata>>;
