import { PDFiumLibrary } from '@hyzyla/pdfium';

/**
 * The functions of PDFium that are used, by their names in its public headers (fpdfview.h, fpdf_doc.h,
 * fpdf_text.h, fpdf_attachment.h, fpdf_javascript.h, fpdf_signature.h, fpdf_formfill.h), where they are
 * described. Pointers and handles are numbers: offsets into WebAssembly's memory.
 */
export interface Pdfium {
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  readonly HEAPU8: Uint8Array;
  _FPDF_LoadMemDocument(bytes: number, size: number, password: number): number;
  _FPDF_GetLastError(): number;
  _FPDF_GetFileVersion(document: number, version: number): number;
  _FPDF_GetSecurityHandlerRevision(document: number): number;
  _FPDF_GetMetaText(document: number, tag: number, buffer: number, bytes: number): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDFDoc_GetAttachmentCount(document: number): number;
  _FPDFDoc_GetJavaScriptActionCount(document: number): number;
  _FPDF_GetSignatureCount(document: number): number;
  _FPDFCatalog_IsTagged(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidth(page: number): number;
  _FPDF_GetPageHeight(page: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetText(text: number, start: number, count: number, buffer: number): number;
  _FPDFBitmap_CreateEx(
    width: number,
    height: number,
    format: number,
    scan: number,
    stride: number,
  ): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void;
}

/**
 * Loads PDFium, compiled to WebAssembly without an engine for scripts. It looks for `pdfium.wasm` beside
 * the file that its code is in: in its package, or beside our bundle (the descriptor's `assets`).
 */
export async function loadPdfium(): Promise<Pdfium> {
  // The package's own wrapper has no metadata, attachments or passwords, so its module is used bare.
  const library = (await PDFiumLibrary.init()) as unknown as { readonly module: Pdfium };
  return library.module;
}

/** Lends a piece of memory. */
export function withMemory<Result>(
  pdfium: Pdfium,
  bytes: number,
  use: (pointer: number) => Result,
): Result {
  const pointer = pdfium._malloc(bytes);
  if (pointer === 0) throw new RangeError(`no ${bytes} bytes of memory`);
  try {
    return use(pointer);
  } finally {
    pdfium._free(pointer);
  }
}

/** Bytes that PDFium has written; a copy, because its memory moves when it grows. */
export const bytesAt = ({ HEAPU8 }: Pdfium, pointer: number, length: number): Buffer =>
  Buffer.from(HEAPU8.slice(pointer, pointer + length).buffer);
