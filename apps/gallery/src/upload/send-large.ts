import type { DetailedError, HttpRequest, HttpResponse, Upload } from 'tus-js-client';
import { authorization } from '../api/key.ts';
import { Problem, readProblem } from '../api/problem.ts';
import { CHUNK_BYTES, RETRY_MS } from './limits.ts';
import { isTemporary } from './retry.ts';
import type { Transfer, TransferOptions } from './transfer.ts';

type Result = Awaited<Transfer['result']>;

/**
 * Sends a file by tus 1.0. An upload of the same name, size and time that an earlier visit began is
 * continued.
 */
export function sendLarge(file: File, options: TransferOptions): Transfer {
  const { onProgress, onCut, askForKey } = options;
  let upload: Upload | undefined;
  let state: 'running' | 'paused' | 'cancelled' | 'ended' = 'running';
  const { promise, resolve, reject } = Promise.withResolvers<Result>();

  function restart(): void {
    if (state !== 'running' || !upload) return;
    void upload.abort();
    upload.start();
  }

  function end(settle: () => void): void {
    state = 'ended';
    removeEventListener('online', restart);
    settle();
  }

  async function onError(error: Error | DetailedError): Promise<void> {
    const problem = problemOf(error);
    if (problem.status !== 401) return end(() => reject(problem));
    await askForKey();
    restart();
  }

  async function begin(): Promise<void> {
    // Loaded for the first large file.
    const tus = await import('tus-js-client');
    upload = new tus.Upload(file, {
      endpoint: '/tus',
      metadata: { filename: file.name },
      chunkSize: CHUNK_BYTES,
      retryDelays: [...RETRY_MS],
      removeFingerprintOnSuccess: true,
      onBeforeRequest(request) {
        for (const [name, value] of Object.entries(authorization())) request.setHeader(name, value);
      },
      onAfterResponse: keepUpload,
      onShouldRetry(error) {
        const willRetry = isTemporary(problemOf(error));
        if (willRetry) onCut();
        return willRetry;
      },
      onProgress,
      onError: (error) => void onError(error),
      onSuccess: ({ lastResponse }) => end(() => resolve(resultOf(lastResponse))),
    });
    const [previous] = await upload.findPreviousUploads();
    if (previous) upload.resumeFromPreviousUpload(previous);
    addEventListener('online', restart);
    if (state === 'running') upload.start();
  }
  begin().catch((cause) => {
    end(() => reject(new Problem('connection', 0, String(cause), { cause })));
  });

  return {
    result: promise,
    pause(): void {
      if (state !== 'running') return;
      state = 'paused';
      void upload?.abort();
    },
    resume(): void {
      if (state !== 'paused') return;
      state = 'running';
      upload?.start();
    },
    cancel(): void {
      if (state === 'ended') return;
      state = 'cancelled';
      removeEventListener('online', restart);
      // The server deletes what it has; where it cannot be reached, the upload expires.
      upload?.abort(true).catch(() => undefined);
    },
  };
}

/** After any failed `HEAD` tus-js-client begins a new upload, so these answers must look like a cut. */
function keepUpload(request: HttpRequest, response: HttpResponse): void {
  const status = response.getStatus();
  if (request.getMethod() === 'HEAD' && (status >= 500 || status === 401 || status === 403)) {
    throw readProblem(status, response.getBody());
  }
}

function problemOf(error: Error | DetailedError): Problem {
  const { originalResponse: response, causingError } = error as Partial<DetailedError>;
  if (causingError instanceof Problem) return causingError;
  if (response) return readProblem(response.getStatus(), response.getBody());
  return new Problem('connection', 0, 'The connection was lost', { cause: error });
}

function resultOf(response: HttpResponse): Result {
  const id = response.getHeader('Galeria-Item') ?? '';
  return { id, duplicate: response.getHeader('Galeria-Duplicate') === 'true' };
}
