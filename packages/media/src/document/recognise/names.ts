import { extname } from 'node:path';
import type { DocumentType } from '../types.ts';

/** Types of text that are told apart by extension, as their bytes look alike. */
const textNames: Readonly<Record<string, DocumentType>> = {
  '.txt': 'text/plain',
  '.text': 'text/plain',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xhtml': 'text/html',
  '.json': 'application/json',
  '.jsonc': 'application/json',
  '.jsonl': 'application/json',
  '.ndjson': 'application/json',
};

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Types of Office files by extension, for files whose first bytes do not tell. */
const officeNames: readonly (readonly [RegExp, DocumentType])[] = [
  [/^\.do[ct][xm]$/, `${OFFICE}.wordprocessingml.document`],
  [/^\.xl[st][xm]$/, `${OFFICE}.spreadsheetml.sheet`],
  [/^\.p(?:p[st]|ot)[xm]$/, `${OFFICE}.presentationml.presentation`],
];

const extensionOf = (filename = ''): string => extname(filename).toLowerCase();

export const textTypeByName = (filename: string | undefined): DocumentType | undefined =>
  textNames[extensionOf(filename)];

export function officeTypeByName(filename: string | undefined): DocumentType | undefined {
  const extension = extensionOf(filename);
  return officeNames.find(([pattern]) => pattern.test(extension))?.[1];
}
