import { authorization } from './key.ts';
import { Problem, readProblem } from './problem.ts';
import type { Uploaded } from './types.ts';

/**
 * Uploads one file. By XMLHttpRequest, since `fetch` does not tell how far an upload is.
 *
 * @param onProgress told how many bytes of how many have left
 * @throws Problem
 */
export function send(
  file: File,
  onProgress: (sent: number, all: number) => void,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/uploads');
    for (const [name, value] of Object.entries(authorization())) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onerror = () => reject(new Problem('connection', 0, 'The connection was lost'));
    request.onload = () => {
      const { status, responseText } = request;
      const uploaded = status === 202 ? readUploaded(responseText) : undefined;
      if (uploaded) resolve(uploaded);
      else reject(readProblem(status, responseText));
    };
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

const readUploaded = (body: string): Uploaded | undefined =>
  (JSON.parse(body) as { uploads: Uploaded[] }).uploads[0];
