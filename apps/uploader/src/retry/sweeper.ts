import { dispatchPending, requestErasure } from '@galeria/cloud';
import type { FastifyBaseLogger } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { SWEEP } from '../limits.ts';

export interface SweeperOptions {
  readonly cloud: Cloud;
  readonly log: FastifyBaseLogger;
  /** Deletes the items whose time in the bin is over. */
  readonly emptyBin?: () => Promise<unknown>;
}

/**
 * Searches for abandoned items and deletions soon after the start and then about once a minute, and has
 * them processed again or completed; then empties the bin. Every cell sweeps; a conditional write lets
 * only one of them requeue an item.
 */
export function startSweeper({ cloud, log, emptyBin = async () => {} }: SweeperOptions): {
  stop(): void;
} {
  let timer: NodeJS.Timeout;
  const next = (afterMs: number = SWEEP.everyMs) => {
    // Jitter: cells that started together must not sweep together.
    timer = setTimeout(run, afterMs * (0.5 + Math.random()));
    timer.unref();
  };
  const run = () => {
    sweep(cloud, log)
      .then(emptyBin)
      .catch((err) => log.warn({ err }, 'sweep failed, catalog or queue unavailable'))
      .finally(() => next());
  };
  next(SWEEP.firstMs);
  return { stop: () => clearTimeout(timer) };
}

/** Sweeps once. @returns the number of messages that were sent */
export async function sweep(cloud: Cloud, log: FastifyBaseLogger): Promise<number> {
  const { catalog } = cloud;
  let sent = 0;
  for (const item of await catalog.findUndispatched({ limit: SWEEP.items })) {
    await dispatchPending(cloud, item);
    log.warn(
      { id: item.id, since: item.changedAt },
      'message possibly lost, item dispatched again',
    );
    sent++;
  }
  for (const item of await catalog.findStuck({ limit: SWEEP.items })) {
    const pending = await catalog.reprocess(item.id, item);
    if (!pending) continue;
    await dispatchPending(cloud, { ...pending, kind: item.kind });
    log.warn(
      { id: item.id, was: item.status, since: item.changedAt },
      'item stuck, dispatched again',
    );
    sent++;
  }
  for (const deletion of await catalog.findOpenDeletions({ limit: SWEEP.items })) {
    if (!(await catalog.takeOpenDeletion(deletion))) continue;
    await requestErasure(cloud, deletion);
    const { id, generation, changedAt } = deletion;
    log.warn({ id, generation, since: changedAt }, 'deletion incomplete, requested again');
    sent++;
  }
  return sent;
}
