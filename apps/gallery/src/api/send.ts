import type { Uploaded } from '@galeria/api/client';
import { authorization } from './key.ts';
import { Problem, readProblem } from './problem.ts';

export type ProgressListener = (sent: number, all: number) => void;

/**
 * Uploads one file.
 *
 * @param onProgress called with the number of bytes sent and the total
 * @throws Problem
 */
export async function send(
  file: File,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<Uploaded> {
  const form = new FormData();
  form.append('file', file, file.name);
  const { status, responseText } = await post(form, onProgress, signal);
  if (status !== 202) throw readProblem(status, responseText);
  const { uploads } = JSON.parse(responseText) as { uploads: [Uploaded] };
  return uploads[0];
}

/** Uses XMLHttpRequest, as `fetch` reports no upload progress. */
function post(
  form: FormData,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/uploads');
    for (const [name, value] of Object.entries(authorization())) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () => reject(new Problem('connection', 0, 'The connection was lost'));
    request.onload = () => resolve(request);
    request.onabort = () => reject(new Problem('cancelled', 0, 'The upload was cancelled'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
