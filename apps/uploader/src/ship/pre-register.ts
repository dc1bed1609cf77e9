import type { Catalog } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { PRE_REGISTER_AFTER_MS, PRE_REGISTER_PARALLEL } from '../limits.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import { toRecord } from './ship-file.ts';

export interface PreRegistrationOptions {
  readonly catalog: Pick<Catalog, 'registerUpload'>;
  readonly cell: string;
  /** Called before an upload is registered. @returns whether the generation is durable */
  readonly assignGeneration: (entry: SpoolEntry) => Promise<boolean>;
  readonly log: FastifyBaseLogger;
  /** Whether registering waits for uploads that are being received. */
  readonly isBusy: () => boolean;
}

/**
 * Registers uploads that wait to be shipped, during an outage of S3 or under load, so that other cells
 * report them as `received`. Best effort and in the background: shipping registers every upload
 * again, which is idempotent.
 */
export function createPreRegistration({
  catalog,
  cell,
  assignGeneration,
  log,
  isBusy,
}: PreRegistrationOptions) {
  const timers = new Map<string, NodeJS.Timeout>();
  const due: SpoolEntry[] = [];
  const running = new Map<string, Promise<void>>();
  let later: NodeJS.Timeout | undefined;
  let stopped = false;

  function pump(): void {
    if (isBusy()) {
      pumpLater();
      return;
    }
    while (!stopped && running.size < PRE_REGISTER_PARALLEL) {
      const entry = due.shift();
      if (!entry) return;
      const one = register(entry).finally(() => {
        running.delete(entry.upload);
        pump();
      });
      running.set(entry.upload, one);
    }
  }

  function pumpLater(): void {
    later ??= setTimeout(() => {
      later = undefined;
      pump();
    }, PRE_REGISTER_AFTER_MS).unref();
  }

  async function register(entry: SpoolEntry): Promise<void> {
    const { upload, id } = entry;
    try {
      // Otherwise the next process would take the upload for a later generation than other cells do.
      if (!(await assignGeneration(entry))) return;
      const { outcome } = await catalog.registerUpload(toRecord(entry, cell));
      log.debug({ upload, id, outcome }, 'upload pre-registered');
    } catch (err) {
      // The catalog is away too: drop the rest of the queue.
      log.debug({ err, upload, id }, 'pre-registration failed');
      due.length = 0;
    }
  }

  return {
    /** Pre-registers an upload after a delay, unless it is cancelled before. */
    schedule: (entry: SpoolEntry): void => {
      if (stopped) return;
      const timer = setTimeout(() => {
        timers.delete(entry.upload);
        due.push(entry);
        pump();
      }, PRE_REGISTER_AFTER_MS);
      timer.unref();
      timers.set(entry.upload, timer);
    },
    /** Cancels the pre-registration of an upload that is about to be shipped, or awaits it. */
    cancel: async (upload: string): Promise<void> => {
      clearTimeout(timers.get(upload));
      timers.delete(upload);
      await running.get(upload);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      clearTimeout(later);
      await Promise.all(running.values());
    },
  };
}
