import { EARLY_SYNC_BYTES } from '../limits.ts';
import { totalBytes } from './chunks.ts';
import type { OpenFile } from './files.ts';

/**
 * Starts to sync a large file while the rest of it arrives, so that little is left for the sync at its
 * end. An early sync that fails fails the last one too: the kernel reports a lost write only once.
 */
export function syncEarly(file: OpenFile): OpenFile {
  let unsynced = 0;
  let syncing: Promise<void> | undefined;

  function start(): void {
    unsynced = 0;
    syncing = file.sync().then(() => {
      syncing = undefined;
    });
    // `sync` throws it.
    syncing.catch(() => undefined);
  }

  return {
    write: async (chunks) => {
      await file.write(chunks);
      unsynced += totalBytes(chunks);
      if (unsynced >= EARLY_SYNC_BYTES && !syncing) start();
    },
    sync: async () => {
      await syncing;
      await file.sync();
    },
    close: async () => {
      await syncing?.catch(() => undefined);
      await file.close();
    },
  };
}
