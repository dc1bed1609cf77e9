import type { FastifyBaseLogger } from 'fastify';
import { dispatch } from '../dispatch.ts';
import { SWEEP } from '../limits.ts';
import type { Cloud } from '../ship/ship-file.ts';

export interface SweeperOptions {
  readonly cloud: Cloud;
  readonly log: FastifyBaseLogger;
}

/**
 * Looks, every minute or so, for items that nobody works on any more, and has them processed again.
 * Every cell does it: of two that find the same item only one gets to ask.
 */
export function startSweeper({ cloud, log }: SweeperOptions): { stop(): void } {
  let timer: NodeJS.Timeout;
  const next = () => {
    // Cells that started together must not sweep together.
    timer = setTimeout(run, SWEEP.everyMs * (0.5 + Math.random()));
    timer.unref();
  };
  const run = () => {
    sweep(cloud, log)
      .catch((err) => log.warn({ err }, 'not swept, the catalog or the queue is away'))
      .finally(next);
  };
  next();
  return { stop: () => clearTimeout(timer) };
}

/** One round. @returns how many items were sent to their processor again */
export async function sweep({ catalog, ...cloud }: Cloud, log: FastifyBaseLogger): Promise<number> {
  let sent = 0;
  for (const item of await catalog.findStuck({ limit: SWEEP.items })) {
    if (!(await catalog.reprocess(item.id, item))) continue;
    await dispatch(cloud, item);
    log.warn({ id: item.id, was: item.status, since: item.changedAt }, 'stuck, sent again');
    sent++;
  }
  return sent;
}
