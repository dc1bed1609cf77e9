import { defined } from '../../../defined.ts';
import { readXmp } from '../../../image/metadata/packets/xmp.ts';
import { cleanMetadata } from '../../metadata.ts';
import type { PdfObjects } from './objects.ts';
import { bytesAt, type Pdfium, utf16Of, withMemory } from './pdfium.ts';

/**
 * Reads the metadata of a PDF: the document information, and XMP where that has nothing. `scripts` and
 * `embeddedFiles` are only counted.
 */
export function readFacts(pdfium: Pdfium, document: number, objects: PdfObjects) {
  const text = (tag: string) => metaText(pdfium, document, tag);
  const { values: xmp } = readXmp([objects.metadata() ?? new Uint8Array(0)]);
  const keywords = text('Keywords');
  const signatures = pdfium._FPDF_GetSignatureCount(document);
  return {
    ...cleanMetadata({
      title: text('Title') ?? xmp('dc:title')[0],
      author: text('Author') ?? xmp('dc:creator').join(', '),
      subject: text('Subject') ?? xmp('dc:description')[0],
      keywords: keywords === undefined ? xmp('dc:subject') : [keywords],
      language: objects.language() ?? xmp('dc:language')[0],
      creator: text('Creator') ?? xmp('xmp:CreatorTool')[0],
      producer: text('Producer') ?? xmp('pdf:Producer')[0],
      created: date(text('CreationDate')) ?? xmp('xmp:CreateDate')[0],
      modified: date(text('ModDate')) ?? xmp('xmp:ModifyDate')[0],
    }),
    ...defined({
      pdfVersion: version(pdfium, document),
      pages: pdfium._FPDF_GetPageCount(document),
      tagged: pdfium._FPDFCatalog_IsTagged(document) > 0,
      // -1 if the file is not encrypted.
      encrypted: pdfium._FPDF_GetSecurityHandlerRevision(document) >= 0,
      embeddedFiles: Math.max(0, pdfium._FPDFDoc_GetAttachmentCount(document)),
      // PDFium counts those of the document, but not of its OpenAction, pages and fields.
      scripts: Math.max(objects.scripts(), pdfium._FPDFDoc_GetJavaScriptActionCount(document)),
      signatures: signatures > 0 ? signatures : undefined,
    }),
  };
}

function metaText(pdfium: Pdfium, document: number, tag: string): string | undefined {
  return withMemory(pdfium, tag.length + 1, (name) => {
    pdfium.HEAPU8.set(Buffer.from(`${tag}\0`, 'latin1'), name);
    return utf16Of(pdfium, (buffer, bytes) =>
      pdfium._FPDF_GetMetaText(document, name, buffer, bytes),
    );
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
