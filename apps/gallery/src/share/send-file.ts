import { codeIn, Refusal, uploadPath } from './api.ts';

/** Sends one file in a request of its own. `fetch` does not tell how far an upload is. */
export function sendFile(file: File, progressed: (share: number) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', ({ loaded, total }) => progressed(loaded / total));
  request.addEventListener('load', () =>
    request.status === 202 ? resolve() : reject(new Refusal(codeIn(request.responseText))),
  );
  request.addEventListener('error', () => reject(new Refusal('connection')));
  request.addEventListener('abort', () => reject(new Refusal('connection')));
  const form = new FormData();
  form.append('file', file, file.name);
  request.open('POST', uploadPath);
  request.send(form);
  return promise;
}
