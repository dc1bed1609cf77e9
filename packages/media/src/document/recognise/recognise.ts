import { extname } from 'node:path';
import type { Hints } from '../kind.ts';
import { officeType } from './office-type.ts';
import { hasControls, isUtf8, markedEncoding } from './text/encoding.ts';
import { looksLikeHtml, looksLikeJson } from './text/signatures.ts';
import { type DocumentType, isDocumentType } from './types.ts';

/** Types that are told apart by extension, as their bytes look alike. */
const byName: Readonly<Record<string, DocumentType>> = {
  '.txt': 'text/plain',
  '.text': 'text/plain',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
};

/**
 * Recognises the types that `file-type` detects, and text: HTML and JSON by their first bytes, plain
 * text, Markdown and CSV by extension. Text with another extension, such as an error page saved as a
 * photo, is refused.
 */
export function recognise(firstBytes: Uint8Array, { detected, filename }: Hints) {
  if (detected === 'application/zip') return officeType(firstBytes);
  if (detected !== undefined && detected !== 'application/xml') {
    return isDocumentType(detected) ? detected : undefined;
  }
  return textType(firstBytes, filename);
}

function textType(firstBytes: Uint8Array, filename: string | undefined): DocumentType | undefined {
  const mark = markedEncoding(firstBytes);
  if (!mark?.startsWith('utf-16') && hasControls(firstBytes)) return undefined;
  const head = new TextDecoder(mark ?? 'utf-8').decode(firstBytes, { stream: true }).trimStart();
  if (looksLikeHtml(head)) return 'text/html';
  if (head.startsWith('<?xml')) return undefined;
  if (looksLikeJson(head)) return 'application/json';
  if (filename === undefined) return undefined;
  const extension = extname(filename).toLowerCase();
  if (extension !== '') return byName[extension];
  // A name without an extension, such as `README`, requires valid text.
  return mark !== undefined || isUtf8(firstBytes) ? 'text/plain' : undefined;
}
