import { dirname, join } from 'node:path';
import type { Source } from '../kind.ts';
import { readers } from './formats/readers.ts';
import { identify } from './identify.ts';
import type { Reading } from './reading.ts';
import { TEXT_NAME } from './recipe.ts';

/**
 * Reads a document with the reader of its format. The text is written to a file in the same folder.
 *
 * @throws MediaError
 */
export async function readDocument(source: Source): Promise<Reading> {
  const mimeType = await identify(source);
  const textPath = join(dirname(source.path), TEXT_NAME);
  return readers[mimeType]({ ...source, mimeType, textPath });
}
