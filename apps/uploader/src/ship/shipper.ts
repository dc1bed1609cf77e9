import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaId } from '@galeria/media';
import type { FastifyBaseLogger } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { STOP_SHIPPING_MS } from '../limits.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import { backoff, remainingDelay } from './backoff.ts';
import { createAssigner } from './generation.ts';
import { createPreRegistration } from './pre-register.ts';
import { type Shipment, shipFile } from './ship-file.ts';
import { createWorkerPools, poolOf } from './worker-pools.ts';

export type Shipper = ReturnType<typeof createShipper>;

export interface ShipperOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  readonly log: FastifyBaseLogger;
  /**
   * Called with each file that the store and the catalog have, before it leaves the spool. If it fails,
   * the file is shipped again.
   */
  readonly onStored?: (entry: SpoolEntry) => Promise<void>;
  /** Called when the catalog has the upload of an item, or the item's deletion is complete. */
  readonly onSettled?: (id: MediaId) => unknown;
}

/**
 * Ships the files of the spool, a few at a time, and retries for ever. Failed files have a worker pool
 * of their own, so that they do not delay others. The spool stores the retry state of each file, so
 * that it survives a restart.
 */
export function createShipper({ cloud, spool, log, onStored, onSettled }: ShipperOptions) {
  const failures = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();
  const { catalog, cell } = cloud;
  const assignGeneration = createAssigner({ catalog, spool, log });
  const preRegistration = createPreRegistration({
    catalog,
    cell,
    assignGeneration,
    log,
    isBusy: spool.isBusy,
  });
  const pools = createWorkerPools(attempt, spool.isBusy);

  function take(entries: readonly SpoolEntry[]): void {
    for (const entry of entries) {
      if (entry.retryState) {
        failures.set(entry.upload, entry.retryState.failed);
        addLater(entry, remainingDelay(entry.retryState.nextAt));
      } else {
        add(entry);
        if (pools.isQueued(entry)) preRegistration.schedule(entry);
      }
    }
  }

  function add(entry: SpoolEntry): void {
    pools.add(poolOf(entry, failures.get(entry.upload) ?? 0), entry);
  }

  function addLater(entry: SpoolEntry, waitMs: number): void {
    if (stopping.signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      add(entry);
    }, waitMs);
    timers.add(timer);
  }

  async function attempt(entry: SpoolEntry): Promise<void> {
    const { upload } = entry;
    try {
      await preRegistration.cancel(upload);
      await assignGeneration(entry);
      const shipment = await shipFile(cloud, entry, stopping.signal);
      if (shipment.outcome === 'shipped') await onStored?.(entry);
      await settle(entry, shipment);
      onSettled?.(entry.id);
      failures.delete(upload);
      if (shipment.outcome === 'again') add(entry);
    } catch (err) {
      if (!stopping.signal.aborted) await retryLater(entry, err);
    }
  }

  async function retryLater(entry: SpoolEntry, err: unknown): Promise<void> {
    const { upload, id } = entry;
    const failed = (failures.get(upload) ?? 0) + 1;
    failures.set(upload, failed);
    const waitMs = backoff(failed);
    // During an outage every file of a full spool fails, repeatedly.
    const level = failed === 1 ? 'warn' : 'debug';
    log[level]({ err, upload, id, failed, waitMs }, 'shipping failed, will retry');
    // The next attempt begins after this: it may remove the file that is being moved here.
    await spool.saveRetryState(entry, { failed, nextAt: Date.now() + waitMs }).catch((error) => {
      log.warn({ err: error, upload, id }, 'retry state not saved');
    });
    addLater(entry, waitMs);
  }

  async function settle(entry: SpoolEntry, shipment: Shipment): Promise<void> {
    const { upload, id } = entry;
    switch (shipment.outcome) {
      case 'shipped':
        await spool.release(entry);
        log.info(
          { upload, id, stored: shipment.stored, dispatched: shipment.dispatched },
          'upload shipped',
        );
        return;
      case 'dropped':
        await spool.release(entry);
        log.info({ upload, id }, 'upload dropped, item deleted');
        return;
      case 'refused':
        await spool.quarantine(entry, shipment.refusal);
        log.error({ upload, id, refusal: shipment.refusal, alarm: 'held' }, 'upload quarantined');
        return;
      case 'again':
        log.info({ upload, id }, 'deletion completed, upload will ship again');
    }
  }

  return {
    take,
    /**
     * Aborts the files in progress, and does not wait for requests that hang. Files that were not
     * shipped stay in the spool for the next start.
     */
    stop: async (): Promise<void> => {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      const timeout = new AbortController();
      await Promise.race([
        Promise.all([pools.stop(), preRegistration.stop()]),
        sleep(STOP_SHIPPING_MS, undefined, { signal: timeout.signal }).catch(() => undefined),
      ]);
      timeout.abort();
    },
  };
}
