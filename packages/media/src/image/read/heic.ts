import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { type FailureCode, MediaError } from '../../failures.ts';
import { programBeside } from '../../isolation/program.ts';
import { threadFault } from '../../isolation/thread-fault.ts';
import { limits } from '../limits.ts';
import { type Crop, takeCleanAperture } from './clean-aperture.ts';
import { areBoxesWhole } from './heif-boxes.ts';
import { openRaw, type Pixels, release } from './sharp.ts';

export interface HeicRequest {
  readonly file: Uint8Array;
  readonly maxPixels: number;
}

export type HeicAnswer =
  /** In the colour space of the file. */
  | { readonly outcome: 'decoded'; readonly pixels: Pixels }
  | { readonly outcome: 'corrupt' | 'too-many-pixels'; readonly cause?: string };

/**
 * Decodes a HEIC file with libheif in WebAssembly, in a worker thread with a time-out.
 *
 * @returns the picture with rotation and crop applied; do not apply EXIF's Orientation again
 * @throws MediaError
 */
export async function decodeHeic(path: string): Promise<Pixels> {
  const file = await readFile(path);
  // libheif fills the missing part of a truncated file with green.
  if (!areBoxesWhole(file)) throw new MediaError('corrupt', { detail: 'the file is truncated' });
  const crop = takeCleanAperture(file);
  const request: HeicRequest = { file, maxPixels: limits.heic.maxPixels };
  const thread = new Worker(programBeside(import.meta.url, 'heic.thread'), {
    workerData: request,
    stdout: true,
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    const pixels = await new Promise<Pixels>((resolve, reject) => {
      const fail = (code: FailureCode, cause?: string) =>
        reject(new MediaError(code, { detail: 'libheif', cause: cause && new Error(cause) }));
      deadline = setTimeout(fail, limits.heic.wallMs, 'too-slow');
      thread.once('message', (answer: HeicAnswer) =>
        answer.outcome === 'decoded' ? resolve(answer.pixels) : fail(answer.outcome, answer.cause),
      );
      thread.once('error', (thrown) => reject(threadFault(thrown, 'libheif')));
      thread.once('exit', () => reject(new Error('the worker thread ended without a result')));
    });
    return crop ? await cropped(pixels, crop) : pixels;
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
}

async function cropped(pixels: Pixels, { left, top, width, height }: Crop): Promise<Pixels> {
  const { data } = await openRaw(pixels)
    .extract({ left, top, width, height })
    .raw()
    .toBuffer({ resolveWithObject: true });
  release(pixels);
  return { ...pixels, width, height, data };
}
