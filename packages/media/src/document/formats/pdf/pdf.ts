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
      /** The first page; absent where it has no area. */
      readonly pixels: Pixels | undefined;
    }
  /** It asks for a password. */
  | { readonly outcome: 'locked' }
  | { readonly outcome: 'corrupt' };

const MIME_TYPE = 'application/pdf';

/** Reads a PDF by PDFium in WebAssembly, in a thread of its own with a deadline. */
export const readPdf: Reader = async ({ path, textPath }) => {
  const answer = await ask({ path, textPath });
  if (answer.outcome === 'corrupt') {
    throw new MediaError('corrupt', { detail: 'it has no page that can be read' });
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
      thread.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
}

/** What WebAssembly throws of itself, a trap or no memory, is the file's fault; the disk's is not. */
function faultOf(cause: unknown): unknown {
  if (!Error.isError(cause)) return cause;
  if (cause.name === 'RuntimeError') {
    return new MediaError('corrupt', { detail: 'PDFium gave up on it', cause });
  }
  return cause.name === 'RangeError' ? new MediaError('too-much-memory', { cause }) : cause;
}

/** What a file that is locked still says: its header (ISO 32000-2, 7.5.2). */
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
