import { dispatchPending } from '@galeria/cloud';
import type { FastifyBaseLogger } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { SWEEP } from '../limits.ts';

export interface SweeperOptions {
  readonly cloud: Cloud;
  readonly log: FastifyBaseLogger;
}

/**
 * Looks, soon after the start and then every minute or so, for items that nobody works on any more,
 * and has them processed again. Every cell does it: of two that find the same item only one gets to
 * ask.
 */
export function startSweeper({ cloud, log }: SweeperOptions): { stop(): void } {
  let timer: NodeJS.Timeout;
  const next = (afterMs: number = SWEEP.everyMs) => {
    // Cells that started together must not sweep together.
    timer = setTimeout(run, afterMs * (0.5 + Math.random()));
    timer.unref();
  };
  const run = () => {
    sweep(cloud, log)
      .catch((err) => log.warn({ err }, 'not swept, the catalog or the queue is away'))
      .finally(() => next());
  };
  next(SWEEP.firstMs);
  return { stop: () => clearTimeout(timer) };
}

/** One round. @returns how many items were sent to their processor again */
export async function sweep(cloud: Cloud, log: FastifyBaseLogger): Promise<number> {
  const { catalog } = cloud;
  let sent = 0;
  for (const item of await catalog.findUndispatched({ limit: SWEEP.items })) {
    await dispatchPending(cloud, item);
    log.warn({ id: item.id, since: item.changedAt }, 'its message may not have been sent, sent');
    sent++;
  }
  for (const item of await catalog.findStuck({ limit: SWEEP.items })) {
    const pending = await catalog.reprocess(item.id, item);
    if (!pending) continue;
    await dispatchPending(cloud, { ...pending, kind: item.kind });
    log.warn({ id: item.id, was: item.status, since: item.changedAt }, 'stuck, sent again');
    sent++;
  }
  return sent;
}
