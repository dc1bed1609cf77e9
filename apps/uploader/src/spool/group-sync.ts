import type { SpoolFiles } from './files.ts';

/**
 * Group commit: makes a folder's entries durable with one fsync for all who ask while another one
 * runs. An fsync that is under way may have begun before the caller's rename, so the caller always
 * gets one that begins after it asked.
 *
 * ```
 * fsync      ├── 1 ──┤├── 2 ──┤
 * A renames ▲ gets 1
 * B, C, D rename ▲ ▲ ▲ get 2
 * ```
 */
export function createGroupSync(files: SpoolFiles, folder: string): () => Promise<void> {
  let latest: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function syncAfterLatest(): Promise<void> {
    // Whoever asked for that one hears of its failure; this one is tried all the same.
    await latest.catch(() => undefined);
    latest = next!;
    next = undefined;
    await files.syncFolder(folder);
  }

  return () => {
    next ??= syncAfterLatest();
    return next;
  };
}
