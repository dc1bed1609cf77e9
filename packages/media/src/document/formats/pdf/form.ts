import type { Size } from '../../../image/render/sizes.ts';
import { limits } from '../../limits.ts';
import { type FieldText, type Pdfium, utf16Of } from './pdfium.ts';

/** fpdf_formfill.h: FORMTYPE_XFA_FULL and FORMTYPE_XFA_FOREGROUND. */
export const XFA_TYPES: readonly number[] = [2, 3];

/** fpdf_annot.h: FPDF_ANNOT_WIDGET, and the flag of a hidden annotation. */
const WIDGET = 20;
const HIDDEN = 0x02;

/** fpdf_formfill.h: FPDF_FORMFIELD_CHECKBOX … FPDF_FORMFIELD_TEXTFIELD. */
const [CHECK_BOX, RADIO_BUTTON, COMBO_BOX, LIST_BOX, TEXT_FIELD] = [2, 3, 4, 5, 6];
const WITH_VALUE: readonly number[] = [COMBO_BOX, LIST_BOX, TEXT_FIELD];
const WITH_CHECK: readonly number[] = [CHECK_BOX, RADIO_BUTTON];

/** ISO 32000-2, table 231, bit 14: the value of the text field is a password. */
const PASSWORD = 1 << 13;

/** The size of FPDF_FORMFILLINFO in bytes, which has fewer than 64 pointers. */
const INFO_BYTES = 256;

/** The fields of a PDF. PDFium makes the appearance of those that have none. */
export interface Form {
  /** To be called after a page was loaded, and before it is closed. */
  onLoad(page: number): void;
  onClose(page: number): void;
  /** Draws the fields over the page. */
  draw(bitmap: number, page: number, size: Size, flags: number): void;
  /** Returns the values of the page's visible fields, one per line. */
  textOf(page: number): string;
}

/** Opens the form of a document. Undefined if it has none. */
export function openForm(pdfium: Pdfium, document: number): Form | undefined {
  if (pdfium._FPDF_GetFormType(document) === 0) return undefined;
  // Without callbacks. PDFium keeps a pointer to it, and the thread ends with the document.
  const info = pdfium._malloc(INFO_BYTES);
  pdfium.HEAPU8.fill(0, info, info + INFO_BYTES);
  pdfium.HEAPU8[info] = 1;
  const form = pdfium._FPDFDOC_InitFormFillEnvironment(document, info);
  if (form === 0) return undefined;
  // Fields are not highlighted as in an editor.
  pdfium._FPDF_SetFormFieldHighlightAlpha(form, 0);
  return {
    onLoad: (page) => pdfium._FORM_OnAfterLoadPage(page, form),
    onClose: (page) => pdfium._FORM_OnBeforeClosePage(page, form),
    draw: (bitmap, page, { width, height }, flags) =>
      pdfium._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags),
    textOf: (page) =>
      fieldTexts(pdfium, form, page)
        .map((text) => `${text}\n`)
        .join(''),
  };
}

function fieldTexts(pdfium: Pdfium, form: number, page: number): string[] {
  const count = Math.min(pdfium._FPDFPage_GetAnnotCount(page), limits.pdf.maxAnnotations);
  const texts: string[] = [];
  for (let index = 0; index < count; index++) {
    const annotation = pdfium._FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const text = fieldText(pdfium, form, annotation);
    if (text !== '') texts.push(text);
    pdfium._FPDFPage_CloseAnnot(annotation);
  }
  return texts;
}

/** Returns the value of a text or choice, or the label of a checked box. */
function fieldText(pdfium: Pdfium, form: number, annotation: number): string {
  if (pdfium._FPDFAnnot_GetSubtype(annotation) !== WIDGET) return '';
  if (pdfium._FPDFAnnot_GetFlags(annotation) & HIDDEN) return '';
  const type = pdfium._FPDFAnnot_GetFormFieldType(form, annotation);
  const read = (get: FieldText) =>
    utf16Of(pdfium, (buffer, bytes) => get(form, annotation, buffer, bytes)) ?? '';
  if (WITH_VALUE.includes(type)) {
    const isPassword = pdfium._FPDFAnnot_GetFormFieldFlags(form, annotation) & PASSWORD;
    return type === TEXT_FIELD && isPassword ? '' : read(pdfium._FPDFAnnot_GetFormFieldValue);
  }
  if (!WITH_CHECK.includes(type) || !pdfium._FPDFAnnot_IsChecked(form, annotation)) return '';
  const label = read(pdfium._FPDFAnnot_GetFormFieldAlternateName);
  return `☑ ${label || read(pdfium._FPDFAnnot_GetFormFieldName)}`;
}
