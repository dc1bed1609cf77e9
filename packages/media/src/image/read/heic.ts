import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { type FailureCode, MediaError } from '../../failures.ts';
import { programBeside } from '../../isolation/program.ts';
import { limits } from '../limits.ts';
import { areBoxesWhole } from './heif-boxes.ts';
import type { Pixels } from './sharp.ts';

export interface HeicRequest {
  readonly file: Uint8Array;
  readonly maxPixels: number;
}

export type HeicAnswer =
  /** In the file's own colour space, whatever its profile says. */
  | { readonly outcome: 'decoded'; readonly pixels: Pixels }
  | { readonly outcome: 'corrupt' | 'too-many-pixels'; readonly cause?: string };

/**
 * Decodes a HEIC file with libheif in WebAssembly, in a thread of its own with a deadline.
 *
 * @returns the picture as it is to be shown: its rotation is done, so EXIF's Orientation must not be.
 * @throws MediaError
 */
export async function decodeHeic(path: string): Promise<Pixels> {
  const file = await readFile(path);
  // libheif shows what it has of a file that was cut off, and fills up with green.
  if (!areBoxesWhole(file)) throw new MediaError('corrupt', { detail: 'it ends early' });
  const request: HeicRequest = { file, maxPixels: limits.heic.maxPixels };
  const thread = new Worker(programBeside(import.meta.url, 'heic.thread'), {
    workerData: request,
    stdout: true,
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (code: FailureCode, cause?: string) =>
        reject(new MediaError(code, { detail: 'libheif', cause: cause && new Error(cause) }));
      deadline = setTimeout(fail, limits.heic.wallMs, 'too-slow');
      thread.once('message', (answer: HeicAnswer) =>
        answer.outcome === 'decoded' ? resolve(answer.pixels) : fail(answer.outcome, answer.cause),
      );
      // What a thread does not answer for is no fault of the file.
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
}
