import type { FastifyBaseLogger } from 'fastify';
import { SHIP_PARALLEL } from '../limits.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import { backoff } from './backoff.ts';
import { type Cloud, type Shipment, shipFile } from './ship-file.ts';

export type Shipper = ReturnType<typeof createShipper>;

export interface ShipperOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  readonly log: FastifyBaseLogger;
}

/**
 * Ships what the spool holds, a few files at a time, and never gives up. A file that failed waits on
 * its own, so that it holds up no other.
 */
export function createShipper({ cloud, spool, log }: ShipperOptions) {
  const queue: SpoolEntry[] = [];
  const failures = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  function take(entries: readonly SpoolEntry[]): void {
    queue.push(...entries);
    pump();
  }

  function pump(): void {
    while (!stopping.signal.aborted && running.size < SHIP_PARALLEL && queue.length > 0) {
      const run = attempt(queue.shift()!).finally(() => {
        running.delete(run);
        pump();
      });
      running.add(run);
    }
  }

  async function attempt(entry: SpoolEntry): Promise<void> {
    const { upload, id } = entry;
    try {
      const shipment = await shipFile(cloud, entry, stopping.signal);
      await settle(entry, shipment);
      failures.delete(upload);
      if (shipment.outcome === 'again') queue.push(entry);
    } catch (err) {
      if (stopping.signal.aborted) return;
      const failed = (failures.get(upload) ?? 0) + 1;
      failures.set(upload, failed);
      const waitMs = backoff(failed);
      // While the cloud is away every file of a full spool comes by here, again and again.
      const level = failed === 1 ? 'warn' : 'debug';
      log[level]({ err, upload, id, failed, waitMs }, 'not shipped, will be tried again');
      const timer = setTimeout(() => {
        timers.delete(timer);
        take([entry]);
      }, waitMs);
      timers.add(timer);
    }
  }

  async function settle(entry: SpoolEntry, shipment: Shipment): Promise<void> {
    const { upload, id } = entry;
    switch (shipment.outcome) {
      case 'shipped':
        await spool.release(entry);
        log.info(
          { upload, id, stored: shipment.stored, dispatched: shipment.dispatched },
          'shipped',
        );
        return;
      case 'dropped':
        await spool.release(entry);
        log.info({ upload, id }, 'dropped, its item was deleted');
        return;
      case 'refused':
        await spool.hold(entry, shipment.refusal);
        log.error(
          { upload, id, refusal: shipment.refusal, alarm: 'held' },
          'refused for good, held',
        );
        return;
      case 'again':
        log.info({ upload, id }, 'ended a deletion, ships again');
    }
  }

  return {
    take,
    /** Stops at once; what has not left stays in the spool for the next start. */
    stop: async (): Promise<void> => {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
