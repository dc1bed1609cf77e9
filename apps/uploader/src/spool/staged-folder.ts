import { join } from 'node:path';
import { newUploadId } from '@galeria/media';
import { syncEarly } from './early-sync.ts';
import { type OpenFile, unlessMissing } from './files.ts';
import type { SpoolFolders } from './folders.ts';
import { bytesFile, requestFile } from './layout.ts';
import { type SpooledFile, serialiseRequest } from './request.ts';

export type StagedFolder = Awaited<ReturnType<typeof stageFolder>>;

/** A request with a folder of its own in `incoming`. */
export async function stageFolder({ files, folders, syncReady }: SpoolFolders) {
  const name = newUploadId();
  const stagingFolder = join(folders.incoming, name);
  const readyFolder = join(folders.ready, name);
  const syncs: Promise<void>[] = [];
  /** The rename was started: a failed one may have taken effect all the same. */
  let renamed = false;
  await files.makeFolder(stagingFolder);

  /** Writes request.json; its bytes and all names of the folder are synced concurrently. */
  async function describe(spooled: readonly SpooledFile[]): Promise<void> {
    const file = await files.create(requestFile(stagingFolder));
    try {
      await file.write([Buffer.from(serialiseRequest(spooled))]);
      await waitForAll([file.sync(), files.syncFolder(stagingFolder)]);
    } finally {
      await file.close();
    }
  }

  return {
    create: async (upload: string): Promise<OpenFile> =>
      syncEarly(await files.create(bytesFile(stagingFolder, upload))),
    /** Starts to sync and close a file; `commit` awaits the result. */
    end: (file: OpenFile): Promise<void> => {
      const synced = file.sync().finally(file.close);
      syncs.push(synced);
      return synced;
    },
    /**
     * Makes the request durable. The order is required: a name may appear in `ready` only after
     * everything in the folder is on the medium, and only a synced name survives a crash. Files in
     * `incoming` may be synced in any order: see docs/reliability.md.
     *
     * @returns the request's folder
     */
    commit: async (spooled: readonly SpooledFile[]): Promise<string> => {
      await waitForAll([...syncs, describe(spooled)]);
      renamed = true;
      await files.rename(stagingFolder, readyFolder);
      await syncReady();
      return readyFolder;
    },
    /** Deletes everything. May be repeated after a failure. */
    discard: async (): Promise<void> => {
      await Promise.allSettled(syncs);
      // In `ready` a missing file means that it was shipped: move the whole folder out first.
      if (renamed) await files.rename(readyFolder, stagingFolder).catch(unlessMissing);
      await files.remove(stagingFolder);
    },
  };
}

/**
 * Waits until all have settled, then throws the first failure. It does not throw earlier, because
 * nothing may still write to a folder that is deleted.
 */
async function waitForAll(all: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
