import { MediaError } from '../failures.ts';
import type { Source } from '../kind.ts';
import { sniffFile } from '../sniff-file.ts';
import { document } from './descriptor.ts';
import { type DocumentType, isDocumentType } from './types.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Formats that only a file name tells apart, for which the processor relies on the uploader's type. */
const names: Readonly<Record<string, string>> = {
  'application/pdf': 'a.pdf',
  'text/plain': 'a.txt',
  'text/markdown': 'a.md',
  'text/csv': 'a.csv',
  'text/html': 'a.html',
  'application/json': 'a.json',
  [`${OFFICE}.wordprocessingml.document`]: 'a.docx',
  [`${OFFICE}.spreadsheetml.sheet`]: 'a.xlsx',
  [`${OFFICE}.presentationml.presentation`]: 'a.pptx',
};

/**
 * Identifies a file's format by its first bytes. Text, and packages whose first bytes do not tell, are
 * told apart by the type recorded when the file was accepted.
 *
 * @throws MediaError `format-unsupported`, or the file system's error
 */
export async function identify({ path, mimeType }: Source): Promise<DocumentType> {
  const sniffed = await sniffFile(path, names[mimeType ?? ''] ?? names['text/plain']);
  if (sniffed?.kind.name !== document.name || !isDocumentType(sniffed.mimeType)) {
    throw new MediaError('format-unsupported');
  }
  return sniffed.mimeType;
}
