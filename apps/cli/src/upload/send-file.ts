import { backOff } from './back-off.ts';
import { isUnchanged, type LocalFile, restat } from './files.ts';
import { RESUMABLE_BYTES } from './limits.ts';
import { Problem } from './problem.ts';
import { sendResumable } from './resumable.ts';
import { putFile, type Server } from './server.ts';
import type { State } from './state.ts';

export interface SendOptions {
  readonly server: Server;
  readonly state: State;
  readonly signal: AbortSignal;
  /** Called with the number of bytes that were sent. */
  readonly onProgress: (sent: number) => void;
}

/**
 * Uploads a file: a large one by tus, which continues an earlier run's upload, a small one by one
 * request. Temporary failures are repeated with backoff.
 *
 * @param id SHA-256 of the file
 * @throws Problem
 */
export async function sendFile(file: LocalFile, id: string, options: SendOptions): Promise<void> {
  const { signal, state } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      const accepted = await sendOnce(file, id, options);
      if (accepted !== id) {
        throw new Problem('file-changed', 0, 'The server received other bytes than were hashed');
      }
      state.set(file, { id, accepted: true });
      return;
    } catch (error) {
      signal.throwIfAborted();
      const problem = await explain(error, file);
      if (problem.code === 'file-changed') state.forget(file);
      if (problem.code.startsWith('file-')) throw problem;
      await backOff(problem, attempt, signal);
    }
  }
}

async function sendOnce(file: LocalFile, id: string, options: SendOptions): Promise<string> {
  const { server, state, signal, onProgress } = options;
  if (file.size < RESUMABLE_BYTES) return putFile(server, file, id, signal);
  return sendResumable(file, {
    server,
    id,
    url: state.get(file)?.url,
    signal,
    onProgress,
    onUrl: (url) => {
      if (state.get(file)?.url === url) return;
      state.set(file, { id, url });
      // Now: a run that is killed goes on with this upload.
      void state.write().catch(() => undefined);
    },
  });
}

/** A file that changed or vanished explains a failure better than the request that it broke. */
async function explain(error: unknown, file: LocalFile): Promise<Problem> {
  const now = await restat(file).catch(() => undefined);
  if (!now) return new Problem('file-unreadable', 0, 'The file cannot be read', { cause: error });
  if (!isUnchanged(file, now)) {
    return new Problem('file-changed', 0, 'The file changed during the upload', { cause: error });
  }
  if (error instanceof Problem) return error;
  const message = (error as Error).message;
  return new Problem('file-unreadable', 0, `The file cannot be read: ${message}`, { cause: error });
}
