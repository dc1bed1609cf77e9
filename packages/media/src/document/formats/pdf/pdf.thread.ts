// A worker thread for one PDF. WebAssembly memory never shrinks, so it is freed with the thread.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { vectorPixels } from '../../../image/render/vector-size.ts';
import type { NoteCode } from '../../../notes.ts';
import { pageSize } from '../../metadata.ts';
import { openText } from '../../text/writer.ts';
import { readFacts } from './facts.ts';
import { openForm, XFA_TYPES } from './form.ts';
import { readObjects } from './objects.ts';
import { drawFirst, type PagesRead, pagesToRead, writePages } from './pages.ts';
import type { PdfAnswer, PdfPart, PdfRequest } from './pdf.ts';
import { loadPdfium } from './pdfium.ts';

/** fpdfview.h: FPDF_ERR_PASSWORD, and FPDF_ERR_SECURITY (unsupported encryption). */
const LOCKED = [4, 5];

/** The part that is being read, which is to blame for a crash. */
let part: PdfPart | undefined;

async function read({ path, textPath, without }: PdfRequest): Promise<PdfAnswer> {
  const [pdfium, file] = await Promise.all([loadPdfium(), readFile(path)]);
  const bytes = pdfium._malloc(file.length);
  if (bytes === 0) throw new RangeError(`cannot allocate ${file.length} bytes`);
  pdfium.HEAPU8.set(file, bytes);
  const document = pdfium._FPDF_LoadMemDocument(bytes, file.length, 0);
  if (document === 0) {
    const isLocked = LOCKED.includes(pdfium._FPDF_GetLastError());
    return { outcome: isLocked ? 'locked' : 'corrupt' };
  }
  const objects = readObjects(file);
  const facts = readFacts(pdfium, document, objects);
  const pdf = { pdfium, document, form: openForm(pdfium, document) };

  part = 'picture';
  const pixels = without.includes(part) ? undefined : drawFirst(pdf, vectorPixels);
  const writer = openText(textPath);
  const pages = writePages(pdf, writer, (index) => {
    part = index;
    return !without.includes(index);
  });
  if (pages.readable === 0) return { outcome: 'corrupt' };
  const text = writer.close();
  const isCut = pdfium._FPDF_GetPageCount(document) > pagesToRead(pdf);
  const isXfa = XFA_TYPES.includes(pdfium._FPDF_GetFormType(document));
  return {
    outcome: 'read',
    metadata: { ...facts, ...sizeIn(pages, objects.userUnit()) },
    text: { ...text, truncated: text.truncated || isCut },
    pixels,
    note: noteOn(without.length + pages.unreadable, isXfa),
  };
}

/** @param userUnit of the first page of the document, in points */
function sizeIn({ first }: PagesRead, userUnit: number): { readonly pageSize?: string } {
  if (!first) return {};
  const unit = first.index === 0 ? userUnit : 1;
  const size = pageSize(first.size.width * unit, first.size.height * unit);
  return size === undefined ? {} : { pageSize: size };
}

function noteOn(missingParts: number, isXfa: boolean): NoteCode | undefined {
  if (missingParts > 0) return 'document-damaged';
  return isXfa ? 'form-unsupported' : undefined;
}

/** A trap of WebAssembly, and lack of memory. */
const CRASHES: readonly string[] = ['RuntimeError', 'RangeError'];

/** Answers that PDFium crashed. Sent as an answer, as an error loses its class on the way to another thread. */
function crash(error: unknown): PdfAnswer {
  const isCrash = error instanceof Error && CRASHES.includes(error.name);
  if (!isCrash) throw error;
  const { name, message } = error;
  return { outcome: 'crashed', part, thrown: { name, message } };
}

const answer = await read(workerData as PdfRequest).catch(crash);
const pixels = answer.outcome === 'read' ? answer.pixels : undefined;
parentPort?.postMessage(answer, pixels ? [pixels.data.buffer as ArrayBuffer] : []);
