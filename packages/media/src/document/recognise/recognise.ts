import { extname } from 'node:path';
import type { Hints } from '../../kind.ts';
import { isUtf8, isWithoutControls, markedEncoding } from '../text/encoding.ts';
import { isHtmlPage, looksLikeHtml, looksLikeJson } from '../text/signatures.ts';
import { type DocumentType, documentTypeOf } from '../types.ts';
import { officeTypeByName, textTypeByName } from './names.ts';
import { zipType } from './office-type.ts';

/** Names of texts that may be about a format. */
const ABOUT: readonly unknown[] = ['text/plain', 'text/markdown', 'text/csv'];

/**
 * Recognises the types that `file-type` detects, packages by their first parts, and text: HTML and JSON
 * by their first bytes or extension, plain text, Markdown and CSV by extension. Text with another
 * extension, such as an error page saved as a photo, is refused.
 */
export function recognise(firstBytes: Uint8Array, hints: Hints): DocumentType | undefined {
  const { detected, filename } = hints;
  if (detected === 'application/zip') return zipType(firstBytes, filename);
  // A compound file (MS-CFB) with such a name is encrypted; the reader proves it.
  if (detected === 'application/x-cfb') return officeTypeByName(filename);
  if (detected !== undefined && detected !== 'application/xml') return documentTypeOf(detected);
  const named = textTypeByName(filename);
  if (named === undefined && hasLatePdfHeader(firstBytes)) return 'application/pdf';
  return textType(firstBytes, named, filename);
}

/** Readers accept a header within the first 1,024 bytes (ISO 32000-1, annex H, 3.4.1). */
const hasLatePdfHeader = (firstBytes: Uint8Array): boolean =>
  /%PDF-\d\.\d/.test(Buffer.from(firstBytes.subarray(0, 1024)).toString('latin1'));

function textType(
  firstBytes: Uint8Array,
  named: DocumentType | undefined,
  filename: string | undefined,
): DocumentType | undefined {
  const mark = markedEncoding(firstBytes);
  if (!mark?.startsWith('utf-16') && !isWithoutControls(firstBytes)) return undefined;
  const head = new TextDecoder(mark ?? 'utf-8').decode(firstBytes, { stream: true }).trimStart();
  if (ABOUT.includes(named) ? isHtmlPage(head) : looksLikeHtml(head)) return 'text/html';
  if (head.startsWith('<?xml')) return undefined;
  if (looksLikeJson(head)) return 'application/json';
  if (named !== undefined || filename === undefined || extname(filename) !== '') return named;
  // A name without an extension, such as `README`, requires valid text.
  return mark !== undefined || isUtf8(firstBytes) ? 'text/plain' : undefined;
}
