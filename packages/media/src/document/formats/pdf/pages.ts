import type { Pixels } from '../../../image/read/sharp.ts';
import type { Size } from '../../../image/render/sizes.ts';
import { limits } from '../../limits.ts';
import type { TextWriter } from '../../text/writer.ts';
import { bytesAt, type Pdfium, withMemory } from './pdfium.ts';

/** FPDF_ANNOT: draw annotations. FPDF_REVERSE_BYTE_ORDER: RGB order. */
const FLAGS = 0x01 | 0x10;
const FPDF_BITMAP_BGR = 2;
const CHANNELS = 3;
const WHITE = 0xffffffff;

/** Opens a page. Undefined if the page tree is broken. */
export function withPage<Result>(
  pdfium: Pdfium,
  document: number,
  index: number,
  use: (page: number) => Result,
): Result | undefined {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (page === 0) return undefined;
  try {
    return use(page);
  } finally {
    pdfium._FPDF_ClosePage(page);
  }
}

/** Draws a page on white in sRGB. */
export function draw(pdfium: Pdfium, page: number, { width, height }: Size): Pixels {
  const stride = width * CHANNELS;
  return withMemory(pdfium, stride * height, (scan) => {
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, FPDF_BITMAP_BGR, scan, stride);
    if (bitmap === 0) throw new RangeError(`cannot create a bitmap of ${width} × ${height}`);
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FLAGS);
    pdfium._FPDFBitmap_Destroy(bitmap);
    return { width, height, channels: CHANNELS, data: bytesAt(pdfium, scan, stride * height) };
  });
}

/** Writes the text of the pages in order, with page breaks, until the writer's limit is reached. */
export function writePages(pdfium: Pdfium, document: number, writer: TextWriter): void {
  const pages = Math.min(pdfium._FPDF_GetPageCount(document), limits.pdf.maxTextPages);
  for (let index = 0; index < pages; index++) {
    const text = withPage(pdfium, document, index, (page) => textOf(pdfium, page)) ?? '';
    if (index > 0) writer.breakPage();
    if (!writer.write(`${text}\n`)) return;
  }
}

function textOf(pdfium: Pdfium, page: number): string {
  const text = pdfium._FPDFText_LoadPage(page);
  if (text === 0) return '';
  try {
    const characters = Math.min(pdfium._FPDFText_CountChars(text), limits.text.maxBytes);
    if (characters <= 0) return '';
    return withMemory(pdfium, (characters + 1) * 2, (buffer) => {
      const written = pdfium._FPDFText_GetText(text, 0, characters, buffer);
      return bytesAt(pdfium, buffer, Math.max(0, written - 1) * 2).toString('utf16le');
    });
  } finally {
    pdfium._FPDFText_ClosePage(text);
  }
}
