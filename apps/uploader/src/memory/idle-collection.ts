import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { COLLECT_AFTER_MS, COLLECT_AGAIN_MS } from '../limits.ts';

/** The methods of uploads. */
const UPLOADING: ReadonlySet<string | undefined> = new Set(['PATCH', 'POST', 'PUT']);

/**
 * Collects all garbage when no body has been received for a while. V8 collects only on allocation, so
 * an idle uploader would keep the garbage of many large or aborted uploads for hours. Each of the two
 * collections takes up to 0.1 seconds; they run at most once in `COLLECT_AFTER_MS`.
 */
export function collectWhenIdle(server: Server): void {
  setFlagsFromString('--expose-gc');
  const collect: NodeJS.GCFunction = runInNewContext('gc');
  // This flavor also returns empty heap pages to the system.
  const collectAll = () => collect({ type: 'major', flavor: 'last-resort' });
  let receiving = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Finalizers free buffers after the collection that found them. */
  const collectTwice = () => {
    collectAll();
    timer = setTimeout(collectAll, COLLECT_AGAIN_MS).unref();
  };

  server.on('request', ({ method }, response) => {
    if (!UPLOADING.has(method)) return;
    receiving += 1;
    clearTimeout(timer);
    response.once('close', () => {
      receiving -= 1;
      if (receiving > 0) return;
      timer = setTimeout(collectTwice, COLLECT_AFTER_MS).unref();
    });
  });
  server.once('close', () => clearTimeout(timer));
}
