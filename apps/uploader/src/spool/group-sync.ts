import assert from 'node:assert/strict';
import type { SpoolFiles } from './files.ts';

/**
 * Group commit: makes the names in a folder durable, with one fsync for all calls that arrive while
 * another fsync runs. A running fsync may have begun before the caller's rename, so each caller waits
 * for an fsync that begins after its call.
 *
 * ```
 * time             ─────────────────────────────►
 * fsync            ├──── 1 ────┤├──── 2 ────┤
 * A renames       ▲            ▲ A's call returns
 * B, C, D rename     ▲  ▲  ▲                ▲ their calls return
 * ```
 */
export function createGroupSync(files: SpoolFiles, folder: string): () => Promise<void> {
  let latest: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function syncAfterLatest(): Promise<void> {
    // The callers of the latest fsync handle its failure.
    await latest.catch(() => undefined);
    assert(next, '`next` is this call until it begins its fsync');
    latest = next;
    next = undefined;
    await files.syncFolder(folder);
  }

  return () => {
    next ??= syncAfterLatest();
    return next;
  };
}
