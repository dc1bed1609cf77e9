import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { STOP_SHIPPING_MS } from '../limits.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import { createAnnouncer } from './announce.ts';
import { backoff, remainingPause } from './backoff.ts';
import { createAssigner } from './generation.ts';
import { createLanes, laneOf } from './lanes.ts';
import { type Shipment, shipFile } from './ship-file.ts';

export type Shipper = ReturnType<typeof createShipper>;

export interface ShipperOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  readonly log: FastifyBaseLogger;
}

/**
 * Ships what the spool holds, a few files at a time, and never gives up. A file that failed waits on
 * its own, so that it holds up no other; how often it failed and when its time comes is noted in the
 * spool and outlives the process.
 */
export function createShipper({ cloud, spool, log }: ShipperOptions) {
  const failures = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();
  const { catalog, cell } = cloud;
  const assignGeneration = createAssigner({ catalog, spool, log });
  const announcer = createAnnouncer({ catalog, cell, assignGeneration, log });
  const lanes = createLanes(attempt);

  function take(entries: readonly SpoolEntry[]): void {
    for (const entry of entries) {
      if (entry.tries) {
        failures.set(entry.upload, entry.tries.failed);
        takeLater(entry, remainingPause(entry.tries.nextAt));
      } else {
        add(entry);
        if (lanes.waits(entry)) announcer.soon(entry);
      }
    }
  }

  function add(entry: SpoolEntry): void {
    lanes.add(laneOf(entry, failures.get(entry.upload) ?? 0), entry);
  }

  function takeLater(entry: SpoolEntry, waitMs: number): void {
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
      await announcer.off(upload);
      await assignGeneration(entry);
      const shipment = await shipFile(cloud, entry, stopping.signal);
      await settle(entry, shipment);
      failures.delete(upload);
      if (shipment.outcome === 'again') add(entry);
    } catch (err) {
      if (!stopping.signal.aborted) await putOff(entry, err);
    }
  }

  async function putOff(entry: SpoolEntry, err: unknown): Promise<void> {
    const { upload, id } = entry;
    const failed = (failures.get(upload) ?? 0) + 1;
    failures.set(upload, failed);
    const waitMs = backoff(failed);
    // While the cloud is away every file of a full spool comes by here, again and again.
    const level = failed === 1 ? 'warn' : 'debug';
    log[level]({ err, upload, id, failed, waitMs }, 'not shipped, will be tried again');
    takeLater(entry, waitMs);
    await spool.noteTries(entry, { failed, nextAt: Date.now() + waitMs }).catch((error) => {
      log.warn({ err: error, upload, id }, 'tries not noted');
    });
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
    /**
     * Ends what is under way, without waiting for a cloud that hangs; what has not left stays in the
     * spool for the next start.
     */
    stop: async (): Promise<void> => {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      const late = new AbortController();
      await Promise.race([
        Promise.all([lanes.stop(), announcer.stop()]),
        sleep(STOP_SHIPPING_MS, undefined, { signal: late.signal }).catch(() => undefined),
      ]);
      late.abort();
    },
  };
}
