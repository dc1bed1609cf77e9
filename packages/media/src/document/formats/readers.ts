import type { Reader } from '../reading.ts';
import type { DocumentType } from '../types.ts';
import { readCsv } from './csv.ts';
import { readEpub } from './epub.ts';
import { readHtml } from './html.ts';
import { readJson } from './json.ts';
import { readOdf } from './odf.ts';
import { readOffice } from './office/office.ts';
import { readPdf } from './pdf/pdf.ts';
import { readPlain } from './plain.ts';
import { readRtf } from './rtf/rtf.ts';

/** The reader of each document type. */
export const readers: Readonly<Record<DocumentType, Reader>> = {
  'application/pdf': readPdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': readOffice,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': readOffice,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': readOffice,
  'application/vnd.oasis.opendocument.text': readOdf,
  'application/vnd.oasis.opendocument.spreadsheet': readOdf,
  'application/vnd.oasis.opendocument.presentation': readOdf,
  'application/epub+zip': readEpub,
  'application/rtf': readRtf,
  'application/json': readJson,
  'text/html': readHtml,
  'text/plain': readPlain,
  'text/markdown': readPlain,
  'text/csv': readCsv,
};
