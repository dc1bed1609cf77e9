import { Problem } from '../api/problem.ts';
import { send } from '../api/send.ts';
import { RETRY_MS } from './limits.ts';
import { isTemporary, pauseOrOnline } from './retry.ts';
import type { Transfer, TransferOptions } from './transfer.ts';

/** Sends a file by one request, which is repeated after a cut. */
export function sendSmall(file: File, options: TransferOptions): Transfer {
  const { onProgress, onCut, askForKey } = options;
  const cancelled = new AbortController();
  const { signal } = cancelled;

  async function run() {
    for (let attempt = 0; ; attempt++) {
      if (signal.aborted) return new Promise<never>(() => {});
      try {
        return await send(file, onProgress, signal);
      } catch (error) {
        if (signal.aborted) continue;
        if (!(error instanceof Problem)) throw error;
        if (error.status === 401) {
          await askForKey();
          continue;
        }
        const ms = RETRY_MS[attempt];
        if (!isTemporary(error) || ms === undefined) throw error;
        onCut();
        await pauseOrOnline(ms);
      }
    }
  }

  return { result: run(), cancel: () => cancelled.abort() };
}
