import type { Pixels } from '../../../image/read/sharp.ts';
import type { Size } from '../../../image/render/sizes.ts';
import { limits } from '../../limits.ts';
import type { TextWriter } from '../../text/writer.ts';
import type { Form } from './form.ts';
import { bytesAt, type Pdfium, withMemory } from './pdfium.ts';

/** FPDF_ANNOT: draw annotations. FPDF_REVERSE_BYTE_ORDER: RGB order. */
const FLAGS = 0x01 | 0x10;
const FPDF_BITMAP_BGR = 2;
const CHANNELS = 3;
const WHITE = 0xffffffff;

/** A PDF whose pages are opened one at a time. */
export interface OpenPdf {
  readonly pdfium: Pdfium;
  readonly document: number;
  /** Undefined if the PDF has no form. */
  readonly form: Form | undefined;
}

/** Opens a page. Undefined if the page tree is broken. */
export function withPage<Result>(
  { pdfium, document, form }: OpenPdf,
  index: number,
  use: (page: number) => Result,
): Result | undefined {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (page === 0) return undefined;
  form?.onLoad(page);
  try {
    return use(page);
  } finally {
    form?.onClose(page);
    pdfium._FPDF_ClosePage(page);
  }
}

/** Returns the number of pages that are read, at the most. */
export const pagesToRead = ({ pdfium, document }: OpenPdf): number =>
  Math.min(pdfium._FPDF_GetPageCount(document), limits.pdf.maxTextPages);

/** Returns the size of a page in points, with its rotation applied. */
export const sizeOf = (pdfium: Pdfium, page: number): Size => ({
  width: pdfium._FPDF_GetPageWidth(page),
  height: pdfium._FPDF_GetPageHeight(page),
});

/** Draws the first readable page on white in sRGB. Undefined if it has no area. */
export function drawFirst(pdf: OpenPdf, pixelsOf: (own: Size) => Size): Pixels | undefined {
  for (let index = 0; index < pagesToRead(pdf); index++) {
    const drawn = withPage(pdf, index, (page) => {
      const own = sizeOf(pdf.pdfium, page);
      const isPage = own.width > 0 && own.height > 0;
      return { pixels: isPage ? draw(pdf, page, pixelsOf(own)) : undefined };
    });
    if (drawn) return drawn.pixels;
  }
  return undefined;
}

function draw({ pdfium, form }: OpenPdf, page: number, { width, height }: Size): Pixels {
  const stride = width * CHANNELS;
  return withMemory(pdfium, stride * height, (scan) => {
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, FPDF_BITMAP_BGR, scan, stride);
    if (bitmap === 0) throw new RangeError(`cannot create a bitmap of ${width} × ${height}`);
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FLAGS);
    form?.draw(bitmap, page, { width, height }, FLAGS);
    pdfium._FPDFBitmap_Destroy(bitmap);
    return { width, height, channels: CHANNELS, data: bytesAt(pdfium, scan, stride * height) };
  });
}

/** The pages that were read. */
export interface PagesRead {
  readonly readable: number;
  readonly unreadable: number;
  /** The first readable page. */
  readonly first: { readonly index: number; readonly size: Size } | undefined;
}

/**
 * Writes the text of the pages and of their form fields in order, with page breaks, until the writer's
 * limit is reached.
 *
 * @param isRead called before each page. A page is left empty if it returns false.
 */
export function writePages(
  pdf: OpenPdf,
  writer: TextWriter,
  isRead: (index: number) => boolean,
): PagesRead {
  let readable = 0;
  let unreadable = 0;
  let first: PagesRead['first'];
  for (let index = 0; index < pagesToRead(pdf); index++) {
    const read = isRead(index)
      ? withPage(pdf, index, (page) => ({
          size: sizeOf(pdf.pdfium, page),
          text: `${textOf(pdf.pdfium, page)}\n${pdf.form?.textOf(page) ?? ''}`,
        }))
      : undefined;
    if (read) {
      readable += 1;
      first ??= { index, size: read.size };
    } else unreadable += 1;
    if (index > 0) writer.breakPage();
    if (!writer.write(read?.text ?? '\n')) break;
  }
  return { readable, unreadable, first };
}

/** PDFium's character for a hyphen that breaks a word at the end of a line. */
const LINE_HYPHEN = /\ufffe/g;

function textOf(pdfium: Pdfium, page: number): string {
  const text = pdfium._FPDFText_LoadPage(page);
  if (text === 0) return '';
  try {
    const characters = Math.min(pdfium._FPDFText_CountChars(text), limits.text.maxBytes);
    if (characters <= 0) return '';
    return withMemory(pdfium, (characters + 1) * 2, (buffer) => {
      const written = pdfium._FPDFText_GetText(text, 0, characters, buffer);
      return bytesAt(pdfium, buffer, Math.max(0, written - 1) * 2)
        .toString('utf16le')
        .replaceAll(LINE_HYPHEN, '');
    });
  } finally {
    pdfium._FPDFText_ClosePage(text);
  }
}
