import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.ts';
import { statusLine } from '../terminal.ts';
import { SETTLE } from './limits.ts';

/**
 * Waits until items are processed, so that what their files say is known.
 *
 * @returns those that are not after a time without progress
 */
export async function untilSettled(
  { client, call }: Api,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const line = statusLine();
  let waiting = [...new Set(ids)];
  let lastProgress = performance.now();
  try {
    while (waiting.length > 0) {
      const body = { ids: waiting.slice(0, SETTLE.items) };
      const { items } = await call(() => client.POST('/media/known', { body }));
      const settled = items.filter(({ status }) => status === 'ready' || status === 'failed');
      const known = new Set(items.map(({ id }) => id));
      const isDone = new Set(settled.map(({ id }) => id));
      const left = waiting.filter(
        (id) => !isDone.has(id) && (known.has(id) || !body.ids.includes(id)),
      );
      if (left.length < waiting.length) lastProgress = performance.now();
      waiting = left;
      line.update(`${waiting.length} of ${ids.length} items are being processed`);
      if (performance.now() - lastProgress > SETTLE.stalledMs) break;
      if (waiting.length > 0) await sleep(SETTLE.pollMs, undefined, { signal });
    }
    return new Set(waiting);
  } finally {
    line.clear();
  }
}
