import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog, ObsoleteRow } from '@galeria/catalog';
import { CLEANUP } from '../limits.ts';

export type CleanupCatalog = Pick<Catalog, 'endCleanup' | 'leaseCleanup' | 'removeObsolete'>;

export interface CleanupOptions {
  readonly catalog: CleanupCatalog;
  readonly signal: AbortSignal;
  /** Called every `reportMs`, by default once a minute, with the number of rows so far. */
  readonly onProgress?: ((removed: number) => void) | undefined;
  readonly reportMs?: number;
}

/**
 * Deletes the rows that a scan finds and that only earlier releases read: the search rows, and the
 * attributes of the listing indexes. The rows that are left are the progress, so a later scan continues
 * where this one was interrupted. Of several cells, the one that holds the lease deletes.
 */
export function createCleanup({
  catalog,
  signal,
  onProgress,
  reportMs = CLEANUP.reportMs,
}: CleanupOptions) {
  const owner = randomUUID();
  let removed = 0;
  let reportedAt = performance.now();

  /** Deletes one batch, in no less than its share of the rate. */
  async function removeBatch(rows: readonly ObsoleteRow[]): Promise<void> {
    const startedAt = performance.now();
    await catalog.removeObsolete(rows);
    removed += rows.length;
    const endedAt = performance.now();
    if (endedAt - reportedAt >= reportMs) {
      reportedAt = endedAt;
      onProgress?.(removed);
    }
    const restMs = Math.max(0, startedAt + CLEANUP.everyMs - endedAt);
    await sleep(restMs, undefined, { signal });
  }

  return {
    /** Deletes the rows of one page, unless another cell holds the lease. */
    async remove(rows: readonly ObsoleteRow[]): Promise<void> {
      if (rows.length === 0 || !(await catalog.leaseCleanup(owner))) return;
      for (let at = 0; at < rows.length; at += CLEANUP.batch) {
        await removeBatch(rows.slice(at, at + CLEANUP.batch));
      }
    },
    /** Ends the lease. @returns the number of deleted rows */
    async end(): Promise<number> {
      if (removed > 0) await catalog.endCleanup(owner);
      return removed;
    },
  };
}
