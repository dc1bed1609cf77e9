import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { COLLECT_AFTER_MS, COLLECT_AGAIN_MS } from '../limits.ts';

/**
 * Collects all garbage once no body has been received for a while. V8 does so only when somebody asks
 * for more memory: after a crowd of large or broken uploads an idle uploader would keep what they left
 * for hours. Each of the two collections takes a tenth of a second at the most, and they come at most
 * once in `COLLECT_AFTER_MS`.
 */
export function collectWhenIdle(server: Server): void {
  setFlagsFromString('--expose-gc');
  const collect: NodeJS.GCFunction = runInNewContext('gc');
  // Of the flavours the one that gives empty pages of the heap back.
  const collectAll = () => collect({ type: 'major', flavor: 'last-resort' });
  let receiving = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Buffers are freed by finalisers, after the collection that found them. */
  const collectTwice = () => {
    collectAll();
    timer = setTimeout(collectAll, COLLECT_AGAIN_MS).unref();
  };

  server.on('request', ({ method }, response) => {
    if (method !== 'POST') return;
    receiving += 1;
    clearTimeout(timer);
    response.once('close', () => {
      receiving -= 1;
      if (receiving > 0) return;
      timer = setTimeout(collectTwice, COLLECT_AFTER_MS).unref();
    });
  });
}
