import { Worker } from 'node:worker_threads';
import { MediaError } from '../../../failures.ts';
import type { Pixels } from '../../../image/read/sharp.ts';
import { programBeside } from '../../../isolation/program.ts';
import { threadFault } from '../../../isolation/thread-fault.ts';
import type { NoteCode } from '../../../notes.ts';
import { readHead } from '../../../read-head.ts';
import { limits } from '../../limits.ts';
import type { Reader } from '../../reading.ts';
import type { DocumentMetadata } from '../../schema.ts';
import type { WrittenText } from '../../text/writer.ts';

/** A part of a PDF that PDFium may crash on: the picture, or the text of the page with this index. */
export type PdfPart = 'picture' | number;

export interface PdfRequest {
  readonly path: string;
  readonly textPath: string;
  /** The parts to leave out. */
  readonly without: readonly PdfPart[];
}

export type PdfAnswer =
  | {
      readonly outcome: 'read';
      readonly metadata: Partial<DocumentMetadata>;
      readonly text: WrittenText;
      /** The first readable page. Undefined if it has no area. */
      readonly pixels: Pixels | undefined;
      readonly note: NoteCode | undefined;
    }
  /** It asks for a password. */
  | { readonly outcome: 'locked' }
  | { readonly outcome: 'corrupt' }
  /** PDFium crashed. `part` is undefined if it was on something that every page needs. */
  | { readonly outcome: 'crashed'; readonly part: PdfPart | undefined; readonly thrown: Thrown };

/** An error as a thread can send it. */
type Thrown = Pick<Error, 'name' | 'message'>;

const MIME_TYPE = 'application/pdf';

/**
 * Reads a PDF with PDFium in WebAssembly, in a worker thread with a time-out. After a crash, a new
 * thread reads the PDF without the part that caused it.
 */
export const readPdf: Reader = async ({ path, textPath }) => {
  const without: PdfPart[] = [];
  const deadline = performance.now() + limits.pdf.wallMs;
  for (;;) {
    const answer = await ask({ path, textPath, without }, deadline - performance.now());
    switch (answer.outcome) {
      case 'crashed':
        if (answer.part === undefined || without.length >= limits.pdf.maxCrashes) {
          throw threadFault(answer.thrown, 'PDFium');
        }
        without.push(answer.part);
        break;
      case 'corrupt':
        throw new MediaError('corrupt', { detail: 'the PDF has no readable page' });
      case 'locked': {
        const metadata = { ...(await versionOf(path)), encrypted: true };
        return { mimeType: MIME_TYPE, metadata, note: 'encrypted' };
      }
      case 'read': {
        const { metadata, text, pixels, note } = answer;
        const found = { ...(pixels && { picture: pixels }), ...(note && { note }) };
        return { mimeType: MIME_TYPE, metadata, text, ...found };
      }
    }
  }
};

async function ask(request: PdfRequest, wallMs: number): Promise<PdfAnswer> {
  const thread = new Worker(programBeside(import.meta.url, 'pdf.thread'), {
    workerData: request,
    stdout: true,
    stderr: true,
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = () => reject(new MediaError('too-slow', { detail: 'PDFium' }));
      deadline = setTimeout(fail, Math.max(0, wallMs));
      thread.once('message', resolve);
      thread.once('error', (thrown) => reject(threadFault(thrown, 'PDFium')));
      thread.once('exit', () => reject(new Error('the worker thread ended without a result')));
    });
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
}

/** Reads the version from the header of an encrypted file (ISO 32000-2, 7.5.2). */
async function versionOf(path: string): Promise<Record<string, string>> {
  const head = await readHead(path, 1024);
  const version = /%PDF-(\d\.\d)/.exec(head.toString('latin1'))?.[1];
  return version ? { pdfVersion: version } : {};
}
