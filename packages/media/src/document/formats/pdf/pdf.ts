import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { MediaError } from '../../../failures.ts';
import type { Pixels } from '../../../image/read/sharp.ts';
import { programBeside } from '../../../isolation/program.ts';
import { limits } from '../../limits.ts';
import type { Reader } from '../../reading.ts';
import type { DocumentMetadata } from '../../schema.ts';
import type { WrittenText } from '../../text/writer.ts';

export interface PdfRequest {
  readonly path: string;
  readonly textPath: string;
}

export type PdfAnswer =
  | {
      readonly outcome: 'read';
      readonly metadata: Partial<DocumentMetadata>;
      readonly text: WrittenText;
      /** The first page. Undefined if it has no area. */
      readonly pixels: Pixels | undefined;
    }
  /** It asks for a password. */
  | { readonly outcome: 'locked' }
  | { readonly outcome: 'corrupt' };

const MIME_TYPE = 'application/pdf';

/** Reads a PDF with PDFium in WebAssembly, in a worker thread with a time-out. */
export const readPdf: Reader = async ({ path, textPath }) => {
  const answer = await ask({ path, textPath });
  if (answer.outcome === 'corrupt') {
    throw new MediaError('corrupt', { detail: 'the PDF has no readable page' });
  }
  if (answer.outcome === 'locked') {
    const metadata = { ...(await versionOf(path)), encrypted: true };
    return { mimeType: MIME_TYPE, metadata, note: 'encrypted' };
  }
  const { metadata, text, pixels } = answer;
  return { mimeType: MIME_TYPE, metadata, text, ...(pixels && { picture: pixels }) };
};

async function ask(request: PdfRequest): Promise<PdfAnswer> {
  const thread = new Worker(programBeside(import.meta.url, 'pdf.thread'), {
    workerData: request,
    stdout: true,
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = () => reject(new MediaError('too-slow', { detail: 'PDFium' }));
      deadline = setTimeout(fail, limits.pdf.wallMs);
      thread.once('message', resolve);
      thread.once('error', (cause) => reject(faultOf(cause)));
      thread.once('exit', () => reject(new Error('the worker thread ended without a result')));
    });
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
}

/** Treats WebAssembly traps and memory errors as faults of the file, but not disk errors. */
function faultOf(cause: unknown): unknown {
  if (!Error.isError(cause)) return cause;
  if (cause.name === 'RuntimeError') {
    return new MediaError('corrupt', { detail: 'PDFium failed on the file', cause });
  }
  return cause.name === 'RangeError' ? new MediaError('too-much-memory', { cause }) : cause;
}

/** Reads the version from the header of an encrypted file (ISO 32000-2, 7.5.2). */
async function versionOf(path: string): Promise<Record<string, string>> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    const version = /%PDF-(\d\.\d)/.exec(buffer.toString('latin1'))?.[1];
    return version ? { pdfVersion: version } : {};
  } finally {
    await file.close();
  }
}
