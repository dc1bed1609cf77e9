import { UploaderError } from '../errors.ts';
import { UPLOAD_LOCK_MS } from '../limits.ts';

/** The right of one request to change a resumable upload. */
export interface Lock {
  /** Aborted when a newer request wants the upload: the holder keeps what it has, and releases. */
  readonly superseded: AbortSignal;
  release(): void;
}

export type Locks = ReturnType<typeof createLocks>;

interface Holder {
  readonly controller: AbortController;
  readonly released: Promise<void>;
}

/**
 * One request at a time for each upload; the newest wins. A phone that changes networks leaves a
 * connection behind that looks alive, so an older request is ended, and the newer one waits until the
 * older one's bytes are durable.
 */
export function createLocks(waitMs: number = UPLOAD_LOCK_MS) {
  const holders = new Map<string, Holder>();

  return {
    isHeld: (id: string): boolean => holders.has(id),
    /** @throws UploaderError `upload-busy` if an older request does not end in time */
    acquire: async (id: string): Promise<Lock> => {
      const deadline = performance.now() + waitMs;
      for (let holder = holders.get(id); holder; holder = holders.get(id)) {
        holder.controller.abort();
        await within(deadline - performance.now(), holder.released);
      }
      const { promise: released, resolve } = Promise.withResolvers<void>();
      const controller = new AbortController();
      holders.set(id, { controller, released });
      return {
        superseded: controller.signal,
        release: () => {
          holders.delete(id);
          resolve();
        },
      };
    },
  };
}

/** @throws UploaderError `upload-busy` */
async function within(ms: number, released: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new UploaderError('upload-busy')), Math.max(0, ms));
  await Promise.race([released, late]).finally(() => clearTimeout(timer));
}
