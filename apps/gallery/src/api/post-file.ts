import { Problem, readProblem } from './problem.ts';

/** Called with the number of bytes sent and the total. */
export type ProgressListener = (sent: number, all: number) => void;

interface PostOptions {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly onProgress: ProgressListener;
  readonly signal?: AbortSignal;
}

/**
 * Sends one file as a form, and returns the text of the answer 202. Uses XMLHttpRequest, as `fetch`
 * reports no upload progress.
 *
 * @throws Problem
 */
export function postFile(
  file: File,
  { path, headers = {}, onProgress, signal }: PostOptions,
): Promise<string> {
  const form = new FormData();
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () => reject(new Problem('connection', 0, 'The connection was lost'));
    request.onload = () => {
      const { status, responseText } = request;
      if (status === 202) resolve(responseText);
      else reject(readProblem(status, responseText));
    };
    request.onabort = () => reject(new Problem('cancelled', 0, 'The upload was cancelled'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
