import { defined } from '../../../defined.ts';
import { cleanMetadata, pageSize } from '../../metadata.ts';
import { bytesAt, type Pdfium, withMemory } from './pdfium.ts';

/** Reads the metadata of a PDF. `scripts` and `embeddedFiles` are only counted. */
export function readFacts(pdfium: Pdfium, document: number) {
  const text = (tag: string) => metaText(pdfium, document, tag);
  const signatures = pdfium._FPDF_GetSignatureCount(document);
  return {
    ...cleanMetadata({
      title: text('Title'),
      author: text('Author'),
      subject: text('Subject'),
      keywords: [text('Keywords') ?? ''],
      creator: text('Creator'),
      producer: text('Producer'),
      created: date(text('CreationDate')),
      modified: date(text('ModDate')),
    }),
    ...defined({
      pdfVersion: version(pdfium, document),
      pages: pdfium._FPDF_GetPageCount(document),
      tagged: pdfium._FPDFCatalog_IsTagged(document) > 0,
      // -1 if the file is not encrypted.
      encrypted: pdfium._FPDF_GetSecurityHandlerRevision(document) >= 0,
      embeddedFiles: Math.max(0, pdfium._FPDFDoc_GetAttachmentCount(document)),
      scripts: Math.max(0, pdfium._FPDFDoc_GetJavaScriptActionCount(document)),
      signatures: signatures > 0 ? signatures : undefined,
    }),
  };
}

/** Returns the size of a page with its rotation applied. */
export const sizeOfPage = (pdfium: Pdfium, page: number): string | undefined =>
  pageSize(pdfium._FPDF_GetPageWidth(page), pdfium._FPDF_GetPageHeight(page));

/** Maximum size of a metadata text in bytes. */
const MAX_META_BYTES = 2 ** 16;

function metaText(pdfium: Pdfium, document: number, tag: string): string | undefined {
  return withMemory(pdfium, tag.length + 1, (name) => {
    pdfium.HEAPU8.set(Buffer.from(`${tag}\0`, 'latin1'), name);
    const bytes = pdfium._FPDF_GetMetaText(document, name, 0, 0);
    if (bytes <= 2 || bytes > MAX_META_BYTES) return undefined;
    return withMemory(pdfium, bytes, (buffer) => {
      pdfium._FPDF_GetMetaText(document, name, buffer, bytes);
      // UTF-16LE with two zero bytes at its end.
      return bytesAt(pdfium, buffer, bytes - 2).toString('utf16le');
    });
  });
}

/** Formats the version (17 as `1.7`): the higher one of header and catalog (ISO 32000-2, 7.5.2). */
function version(pdfium: Pdfium, document: number): string | undefined {
  return withMemory(pdfium, 4, (pointer) => {
    if (!pdfium._FPDF_GetFileVersion(document, pointer)) return undefined;
    const number = bytesAt(pdfium, pointer, 4).readInt32LE();
    return `${Math.floor(number / 10)}.${number % 10}`;
  });
}

/** ISO 32000-2, 7.9.4: `D:20240506070809+02'00'`, in which all but the year is optional. */
const DATE =
  /^(?:D:)?(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d))?)?)?)?)?(Z|[+-]\d\d(?:'?\d\d)?)?/;

/** Converts a date to ISO 8601, with an offset only if the file has one. */
export function date(text: string | undefined): string | undefined {
  const [, year, month = '01', day = '01', hour, minute = '00', second = '00', offset] =
    DATE.exec(text ?? '') ?? [];
  if (year === undefined) return undefined;
  const days = `${year}-${month}-${day}`;
  return hour === undefined ? days : `${days}T${hour}:${minute}:${second}${iso(offset)}`;
}

function iso(offset: string | undefined): string {
  if (offset === undefined || offset === 'Z') return offset ?? '';
  const digits = offset.slice(1).replace("'", '');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2, 4) || '00'}`;
}
