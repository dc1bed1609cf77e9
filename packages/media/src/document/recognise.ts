import { extname } from 'node:path';
import type { Hints } from '../kind.ts';
import { beginsLikeHtml, beginsLikeJson } from './text/beginnings.ts';
import { hasControls, isUtf8, markedEncoding } from './text/encoding.ts';
import { type DocumentType, isDocumentType } from './types.ts';

/** What names tell apart, since bytes cannot. */
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
 * What `file-type` tells, and text that can be read: HTML and JSON by how they begin, plain text,
 * Markdown and CSV where the name says so. Text under another name, such as the page of an error that
 * was saved as a photo, is not taken.
 */
export function recognise(firstBytes: Uint8Array, { detected, filename }: Hints) {
  if (detected !== undefined && detected !== 'application/xml') {
    return isDocumentType(detected) ? detected : undefined;
  }
  return textType(firstBytes, filename);
}

function textType(firstBytes: Uint8Array, filename: string | undefined): DocumentType | undefined {
  const mark = markedEncoding(firstBytes);
  if (!mark?.startsWith('utf-16') && hasControls(firstBytes)) return undefined;
  const head = new TextDecoder(mark ?? 'utf-8').decode(firstBytes, { stream: true }).trimStart();
  if (beginsLikeHtml(head)) return 'text/html';
  if (head.startsWith('<?xml')) return undefined;
  if (beginsLikeJson(head)) return 'application/json';
  if (filename === undefined) return undefined;
  const extension = extname(filename).toLowerCase();
  if (extension !== '') return byName[extension];
  // A `README` has no more of a name, so that its bytes must speak for themselves.
  return mark !== undefined || isUtf8(firstBytes) ? 'text/plain' : undefined;
}
