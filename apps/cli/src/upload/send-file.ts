import { setTimeout as sleep } from 'node:timers/promises';
import { isUnchanged, type LocalFile, restat } from './files.ts';
import { LONGEST_RETRY_AFTER_MS, RESUMABLE_BYTES, RETRY_MS } from './limits.ts';
import { isTemporary, Problem } from './problem.ts';
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
      const pause = RETRY_MS[attempt];
      if (problem.code === 'file-changed') state.forget(file);
      const isFinal = !isTemporary(problem) || problem.code.startsWith('file-');
      if (isFinal || pause === undefined) throw problem;
      const afterMs = Math.min(problem.retryAfterMs, LONGEST_RETRY_AFTER_MS);
      await sleep(Math.max(pause * (0.5 + Math.random() / 2), afterMs), undefined, { signal });
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
