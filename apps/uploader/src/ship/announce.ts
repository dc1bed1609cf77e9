import type { Catalog, UploadRecord } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { ANNOUNCE_AFTER_MS, ANNOUNCE_PARALLEL } from '../limits.ts';

export interface AnnouncerOptions {
  readonly catalog: Pick<Catalog, 'registerUpload'>;
  readonly log: FastifyBaseLogger;
}

/**
 * Registers uploads that wait for their turn to be shipped, so that other cells can say `received`
 * of them too: while S3 is away, or much came at once. Best effort, and it keeps nobody waiting:
 * shipping registers each upload anyway, and doing it again changes nothing.
 */
export function createAnnouncer({ catalog, log }: AnnouncerOptions) {
  const timers = new Map<string, NodeJS.Timeout>();
  const due: UploadRecord[] = [];
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  function pump(): void {
    while (!stopped && running.size < ANNOUNCE_PARALLEL && due.length > 0) {
      const record = due.shift()!;
      const one = register(record).finally(() => {
        running.delete(record.upload);
        pump();
      });
      running.set(record.upload, one);
    }
  }

  async function register(record: UploadRecord): Promise<void> {
    const { upload, id } = record;
    try {
      const { outcome } = await catalog.registerUpload(record);
      log.debug({ upload, id, outcome }, 'announced');
    } catch (err) {
      // With the catalog away as well there is nobody to tell, and no use in telling the rest.
      log.debug({ err, upload, id }, 'not announced');
      due.length = 0;
    }
  }

  return {
    /** Announces an upload after a moment, unless it was called off by then. */
    soon: (record: UploadRecord): void => {
      if (stopped) return;
      const timer = setTimeout(() => {
        timers.delete(record.upload);
        due.push(record);
        pump();
      }, ANNOUNCE_AFTER_MS);
      timer.unref();
      timers.set(record.upload, timer);
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
