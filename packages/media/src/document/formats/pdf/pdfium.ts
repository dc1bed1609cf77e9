import { PDFiumLibrary } from '@hyzyla/pdfium';

/**
 * The used functions of PDFium with their names in its public headers (fpdfview.h, fpdf_doc.h,
 * fpdf_text.h, fpdf_attachment.h, fpdf_javascript.h, fpdf_signature.h, fpdf_formfill.h, fpdf_annot.h),
 * which document them. Pointers and handles are offsets into WebAssembly memory.
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
  _FPDF_GetFormType(document: number): number;
  _FPDFDOC_InitFormFillEnvironment(document: number, info: number): number;
  _FPDF_SetFormFieldHighlightAlpha(form: number, alpha: number): void;
  _FORM_OnAfterLoadPage(page: number, form: number): void;
  _FORM_OnBeforeClosePage(page: number, form: number): void;
  _FPDF_FFLDraw(
    form: number,
    bitmap: number,
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  _FPDFAnnot_GetSubtype(annotation: number): number;
  _FPDFAnnot_GetFlags(annotation: number): number;
  _FPDFAnnot_GetFormFieldType(form: number, annotation: number): number;
  _FPDFAnnot_GetFormFieldFlags(form: number, annotation: number): number;
  _FPDFAnnot_IsChecked(form: number, annotation: number): number;
  readonly _FPDFAnnot_GetFormFieldValue: FieldText;
  readonly _FPDFAnnot_GetFormFieldName: FieldText;
  readonly _FPDFAnnot_GetFormFieldAlternateName: FieldText;
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

/** Writes a text of a form field to a buffer if it is large enough, and returns its size in bytes. */
export type FieldText = (form: number, annotation: number, buffer: number, bytes: number) => number;

/**
 * Loads PDFium, compiled to WebAssembly without a script engine. It loads `pdfium.wasm` from its code's
 * folder: its package, or our bundle's folder (the descriptor's `assets`).
 */
export async function loadPdfium(): Promise<Pdfium> {
  // Uses the module directly, as the package's wrapper does not support metadata, attachments and
  // passwords.
  const library = (await PDFiumLibrary.init()) as unknown as { readonly module: Pdfium };
  return library.module;
}

/** Allocates memory for the duration of `use`. */
export function withMemory<Result>(
  pdfium: Pdfium,
  bytes: number,
  use: (pointer: number) => Result,
): Result {
  const pointer = pdfium._malloc(bytes);
  if (pointer === 0) throw new RangeError(`cannot allocate ${bytes} bytes`);
  try {
    return use(pointer);
  } finally {
    pdfium._free(pointer);
  }
}

/** Copies bytes that PDFium has written, as its memory moves when it grows. */
export const bytesAt = ({ HEAPU8 }: Pdfium, pointer: number, length: number): Buffer =>
  Buffer.from(HEAPU8.slice(pointer, pointer + length).buffer);

/** Maximum size of a text of PDFium in bytes. Longer ones are not read. */
const MAX_TEXT_BYTES = 2 ** 16;

/**
 * Returns a text that PDFium writes to a buffer as UTF-16LE with two zero bytes at its end.
 *
 * @param get writes the text if the buffer is large enough, and returns its size in bytes
 */
export function utf16Of(
  pdfium: Pdfium,
  get: (buffer: number, bytes: number) => number,
): string | undefined {
  const bytes = get(0, 0);
  if (bytes <= 2 || bytes > MAX_TEXT_BYTES) return undefined;
  return withMemory(pdfium, bytes, (buffer) => {
    get(buffer, bytes);
    return bytesAt(pdfium, buffer, bytes - 2).toString('utf16le');
  });
}
