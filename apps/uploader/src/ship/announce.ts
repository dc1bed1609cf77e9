import type { Catalog } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { ANNOUNCE_AFTER_MS, ANNOUNCE_PARALLEL } from '../limits.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import { toRecord } from './ship-file.ts';

export interface AnnouncerOptions {
  readonly catalog: Pick<Catalog, 'registerUpload'>;
  readonly cell: string;
  /** Called before an upload is registered. */
  readonly assignGeneration: (entry: SpoolEntry) => Promise<void>;
  readonly log: FastifyBaseLogger;
}

/**
 * Registers uploads that wait for their turn to be shipped, so that other cells can say `received`
 * of them too: while S3 is away, or much came at once. Best effort, and it keeps nobody waiting:
 * shipping registers each upload anyway, and doing it again changes nothing.
 */
export function createAnnouncer({ catalog, cell, assignGeneration, log }: AnnouncerOptions) {
  const timers = new Map<string, NodeJS.Timeout>();
  const due: SpoolEntry[] = [];
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  function pump(): void {
    while (!stopped && running.size < ANNOUNCE_PARALLEL && due.length > 0) {
      const entry = due.shift()!;
      const one = register(entry).finally(() => {
        running.delete(entry.upload);
        pump();
      });
      running.set(entry.upload, one);
    }
  }

  async function register(entry: SpoolEntry): Promise<void> {
    const { upload, id } = entry;
    try {
      await assignGeneration(entry);
      const { outcome } = await catalog.registerUpload(toRecord(entry, cell));
      log.debug({ upload, id, outcome }, 'announced');
    } catch (err) {
      // With the catalog away as well there is nobody to tell, and no use in telling the rest.
      log.debug({ err, upload, id }, 'not announced');
      due.length = 0;
    }
  }

  return {
    /** Announces an upload after a moment, unless it was called off by then. */
    soon: (entry: SpoolEntry): void => {
      if (stopped) return;
      const timer = setTimeout(() => {
        timers.delete(entry.upload);
        due.push(entry);
        pump();
      }, ANNOUNCE_AFTER_MS);
      timer.unref();
      timers.set(entry.upload, timer);
    },
    /** Calls an upload off that is about to be shipped; waits where it is just being announced. */
    off: async (upload: string): Promise<void> => {
      clearTimeout(timers.get(upload));
      timers.delete(upload);
      await running.get(upload);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
