import { open } from 'node:fs/promises';
import { MediaError } from '../failures.ts';
import type { Source } from '../kind.ts';
import { SNIFF_BYTES, sniff } from '../sniff.ts';
import { document } from './descriptor.ts';
import { type DocumentType, isDocumentType } from './types.ts';

/** What only a name tells apart. The processor has no name, but knows what the uploader made of it. */
const names: Readonly<Record<string, string>> = {
  'text/plain': 'a.txt',
  'text/markdown': 'a.md',
  'text/csv': 'a.csv',
};

/**
 * Tells a file's format by its first bytes, and among text, Markdown and CSV by what it was taken for
 * when it was accepted.
 *
 * @throws MediaError `format-unsupported`; a fault of the disk, which is not the file's, as it is.
 */
export async function identify({ path, mimeType }: Source): Promise<DocumentType> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    const sniffed = await sniff(
      buffer.subarray(0, bytesRead),
      names[mimeType ?? ''] ?? names['text/plain'],
    );
    if (sniffed?.kind.name !== document.name || !isDocumentType(sniffed.mimeType)) {
      throw new MediaError('format-unsupported');
    }
    return sniffed.mimeType;
  } finally {
    await file.close();
  }
}
