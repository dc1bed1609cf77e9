import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUploadId } from '@galeria/media';
import type { FastifyBaseLogger } from 'fastify';
import { DISCARD_RETRY_MS } from '../limits.ts';
import type { SpoolFiles } from './files.ts';
import { bytesFile, type Layout, requestFile } from './layout.ts';
import { type SpooledFile, serialiseRequest } from './request.ts';
import type { Space } from './space.ts';

/** The files of one request in `incoming`: committed together, or discarded. */
export type StagedRequest = Awaited<ReturnType<typeof stageRequest>>;

export interface StageOptions {
  readonly files: SpoolFiles;
  readonly folders: Layout;
  readonly space: Space;
  /** Makes the names in `ready` durable, with one fsync for concurrent callers. */
  readonly syncReady: () => Promise<void>;
}

export async function stageRequest({ files, folders, space, syncReady }: StageOptions) {
  const name = newUploadId();
  const stagingFolder = join(folders.incoming, name);
  const readyFolder = join(folders.ready, name);
  const reserved = { bytes: 0, files: 0 };
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
    /** Opens the file of one upload. The caller calls `end`, or `close` to abandon the file. */
    create: async (upload: string) => {
      space.reserveFile();
      reserved.files += 1;
      const file = await files.create(bytesFile(stagingFolder, upload));
      return {
        ...file,
        write: async (chunks: Buffer[]) => {
          const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
          await space.reserve(bytes);
          reserved.bytes += bytes;
          await file.write(chunks);
        },
        /** Starts to sync and close the file; `commit` awaits the result. */
        end: (): Promise<void> => {
          const synced = file.sync().finally(file.close);
          syncs.push(synced);
          return synced;
        },
      };
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
    /** Deletes everything received so far. May be repeated after a failure. */
    discard: async (): Promise<void> => {
      await Promise.allSettled(syncs);
      // In `ready` a missing file means that it was shipped: move the whole folder out first.
      if (renamed) await files.rename(readyFolder, stagingFolder).catch(unlessMissing);
      await files.remove(stagingFolder);
      space.free(reserved.bytes, reserved.files);
    },
  };
}

/**
 * Discards staged requests, and retries where the medium fails. A request counts against the spool's
 * limits until it is deleted. After a restart, recovery deletes requests in `incoming`, and requests
 * in `ready` are shipped.
 */
export function createDiscarder(log: FastifyBaseLogger) {
  const stopping = new AbortController();

  async function tryDiscard(staged: StagedRequest): Promise<boolean> {
    try {
      await staged.discard();
      return true;
    } catch (err) {
      log.error({ err }, 'discarding a request failed, will retry');
      return false;
    }
  }

  async function retry(staged: StagedRequest): Promise<void> {
    do {
      await sleep(DISCARD_RETRY_MS, undefined, { ref: false, signal: stopping.signal });
    } while (!(await tryDiscard(staged)));
  }

  return {
    async discard(staged: StagedRequest): Promise<void> {
      if (await tryDiscard(staged)) return;
      // Only `stop` rejects it.
      retry(staged).catch(() => undefined);
    },
    stop: () => stopping.abort(),
  };
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Waits until all have settled, then throws the first failure. It does not throw earlier, because
 * nothing may still write to a folder that is deleted.
 */
async function waitForAll(all: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
