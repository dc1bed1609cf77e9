// A worker thread for one PDF. WebAssembly memory never shrinks, so it is freed with the thread.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { vectorPixels } from '../../../image/render/vector-size.ts';
import { openText } from '../../text/writer.ts';
import { readFacts, sizeOfPage } from './facts.ts';
import { draw, withPage, writePages } from './pages.ts';
import type { PdfAnswer, PdfRequest } from './pdf.ts';
import { loadPdfium } from './pdfium.ts';

/** fpdfview.h: FPDF_ERR_PASSWORD, and FPDF_ERR_SECURITY (unsupported encryption). */
const LOCKED = [4, 5];

async function read({ path, textPath }: PdfRequest): Promise<PdfAnswer> {
  const [pdfium, file] = await Promise.all([loadPdfium(), readFile(path)]);
  const bytes = pdfium._malloc(file.length);
  pdfium.HEAPU8.set(file, bytes);
  const document = pdfium._FPDF_LoadMemDocument(bytes, file.length, 0);
  if (document === 0) {
    const isLocked = LOCKED.includes(pdfium._FPDF_GetLastError());
    return { outcome: isLocked ? 'locked' : 'corrupt' };
  }
  const first = withPage(pdfium, document, 0, (page) => {
    const own = {
      width: pdfium._FPDF_GetPageWidth(page),
      height: pdfium._FPDF_GetPageHeight(page),
    };
    const isPage = own.width > 0 && own.height > 0;
    return {
      size: sizeOfPage(pdfium, page),
      pixels: isPage ? draw(pdfium, page, vectorPixels(own)) : undefined,
    };
  });
  if (!first) return { outcome: 'corrupt' };
  const facts = readFacts(pdfium, document);
  const writer = openText(textPath);
  writePages(pdfium, document, writer);
  return {
    outcome: 'read',
    metadata: { ...facts, ...(first.size && { pageSize: first.size }) },
    text: writer.close(),
    pixels: first.pixels,
  };
}

const answer = await read(workerData as PdfRequest);
const pixels = answer.outcome === 'read' ? answer.pixels : undefined;
parentPort?.postMessage(answer, pixels ? [pixels.data.buffer as ArrayBuffer] : []);
