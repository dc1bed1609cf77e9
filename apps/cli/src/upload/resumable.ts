import { createReadStream, type ReadStream } from 'node:fs';
import { DetailedError, type HttpRequest, type HttpResponse, Upload } from 'tus-js-client';
import type { LocalFile } from './files.ts';
import { reprDigest } from './hash.ts';
import { CHUNK_BYTES, RETRY_MS, STALL_MS } from './limits.ts';
import { isTemporary, Problem, toProblem } from './problem.ts';
import { authorization, type Server } from './server.ts';

export interface ResumableOptions {
  readonly server: Server;
  /** SHA-256 of the file. */
  readonly id: string;
  /** The URL of an upload that an earlier run began. */
  readonly url: string | undefined;
  readonly signal: AbortSignal;
  /** Called with the URL of the upload when it is known. */
  readonly onUrl: (url: string) => void;
  /** Called with the number of bytes that were sent. */
  readonly onProgress: (sent: number) => void;
}

/**
 * Uploads a file by tus 1.0, and continues after cuts.
 *
 * @returns the id of its item
 * @throws Problem
 */
export function sendResumable(file: LocalFile, options: ResumableOptions): Promise<string> {
  const { server, id, url, signal, onUrl, onProgress } = options;
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(stall);
      signal.removeEventListener('abort', stop);
      source.close();
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    const stop = () => {
      void upload.abort();
      fail(signal.reason);
    };
    const stall = setTimeout(() => {
      void upload.abort();
      fail(new Problem('connection', 0, 'The connection makes no progress'));
    }, STALL_MS);
    const source = fileSource(file);
    const upload = new Upload(file as unknown as Buffer, {
      endpoint: `${server.url}/tus`,
      ...(url === undefined ? {} : { uploadUrl: url }),
      fileReader: { openFile: async () => source },
      uploadSize: file.size,
      metadata: { filename: file.name },
      headers: authorization(server),
      chunkSize: CHUNK_BYTES,
      retryDelays: [...RETRY_MS],
      storeFingerprintForResuming: false,
      onBeforeRequest: (request) => {
        if (request.getMethod() === 'POST') request.setHeader('repr-digest', reprDigest(id));
      },
      onAfterResponse: keepUpload,
      onShouldRetry: (error) => isTemporary(problemOf(error)),
      onUploadUrlAvailable: () => {
        if (upload.url !== null) onUrl(upload.url);
      },
      onProgress: (sent) => {
        stall.refresh();
        onProgress(sent);
      },
      onSuccess: ({ lastResponse }) => {
        end();
        resolve(lastResponse.getHeader('Galeria-Item') ?? '');
      },
      onError: (error) => fail(problemOf(error)),
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else upload.start();
  });
}

/** After any failed `HEAD` tus-js-client begins a new upload, so a busy server must look like a cut. */
function keepUpload(request: HttpRequest, response: HttpResponse): void {
  const status = response.getStatus();
  if (request.getMethod() === 'HEAD' && (status >= 500 || status === 401 || status === 403)) {
    throw toProblem(status, '', response.getHeader('retry-after'));
  }
}

/** Reads parts of a file, one at a time. That of a failed request is closed by the next one. */
function fileSource({ path, size }: LocalFile) {
  let part: ReadStream | undefined;
  return {
    size,
    async slice(start: number, end: number) {
      part?.destroy();
      part = createReadStream(path, { start, end: end - 1 });
      const bytes = Math.min(end, size) - start;
      return { value: Object.assign(part, { size: bytes }), done: end >= size };
    },
    close: () => void part?.destroy(),
  };
}

function problemOf(error: Error): Problem {
  if (!(error instanceof DetailedError)) return new Problem('connection', 0, error.message);
  const { originalResponse: response, causingError } = error;
  if (causingError instanceof Problem) return causingError;
  if (response) {
    return toProblem(response.getStatus(), response.getBody(), response.getHeader('retry-after'));
  }
  const message = `No answer from the server: ${causingError?.message ?? error.message}`;
  return new Problem('connection', 0, message, { cause: error });
}
