import type { MediaId } from '@galeria/media';
import type { FastifyBaseLogger } from 'fastify';
import pMap from 'p-map';
import { SpoolError } from '../errors.ts';
import { BUSY, PACKS, UNFINISHED_UPLOADS } from '../limits.ts';
import { createBufferedMemory } from './buffered-memory.ts';
import { createDiscarder } from './discarder.ts';
import { openEnded } from './ended.ts';
import { type RetryState, type SpoolEntry, toEntries, writeRetryState } from './entry.ts';
import { diskFiles, type SpoolFiles, writeDurably } from './files.ts';
import { createGenerations } from './generations.ts';
import { createGroupSync } from './group-sync.ts';
import { createFolders, retryStateFile } from './layout.ts';
import { lockFolder } from './lock.ts';
import { createPackWriter } from './pack-writer.ts';
import { quarantineEntry } from './quarantine.ts';
import { recover } from './recover.ts';
import type { SpooledFile } from './request.ts';
import { createSpace, type SpaceLimits } from './space.ts';
import { createSpoolIndex } from './spool-index.ts';
import { type StagedRequest, stageRequest } from './staged-request.ts';
import { openUnfinished } from './unfinished/store.ts';
import type { UnfinishedUpload } from './unfinished/upload.ts';
import { unpackEntry } from './unpack.ts';

export type { SpoolEntry } from './entry.ts';

/** The state of the spool as `GET /readyz` reports it. */
export interface Backlog {
  /** Files that wait to be shipped. */
  readonly files: number;
  readonly bytes: number;
  /** Age of the oldest waiting file, in seconds. */
  readonly oldestSeconds: number;
  /** Quarantined files. */
  readonly held: number;
  /** Folders whose description was damaged when the spool was opened. */
  readonly unreadable: number;
  /** Resumable uploads that are not complete. */
  readonly unfinished: number;
  readonly unfinishedBytes: number;
}

export type Spool = Awaited<ReturnType<typeof openSpool>>;

export interface SpoolOptions extends SpaceLimits {
  readonly dataDir: string;
  readonly log: FastifyBaseLogger;
  readonly files?: SpoolFiles;
  /** The largest request that is kept in a pack, in bytes; larger ones get a folder each. */
  readonly packBytes?: number;
  /** Maximum number of unfinished resumable uploads. */
  readonly maxUnfinished?: number;
}

/**
 * Opens the spool of a data folder: locks the folder, deletes requests that were never acknowledged,
 * and reads the others. docs/reliability.md describes the protocol.
 *
 * @throws SpoolError `locked`, `unwritable`
 */
export async function openSpool({
  dataDir,
  log,
  files = diskFiles,
  packBytes = PACKS.requestBytes,
  maxUnfinished = UNFINISHED_UPLOADS,
  ...limits
}: SpoolOptions) {
  const folders = await createFolders(files, dataDir).catch((cause) => {
    throw new SpoolError('unwritable', { detail: dataDir, cause });
  });
  const unlock = lockFolder(folders.spool);
  const space = createSpace(files, folders.spool, limits);
  const syncReady = createGroupSync(files, folders.ready);
  const packs = createPackWriter({ files, folders, syncReady });
  const memory = createBufferedMemory(PACKS.bufferedBytes);
  const discarder = createDiscarder(log);
  const generations = createGenerations(files);
  const waiting = createSpoolIndex();
  const quarantined = createSpoolIndex();
  /** Requests that are staged. */
  let receiving = 0;
  /** Waiting files by request folder or pack. */
  const remaining = new Map<string, number>();
  const found = await recover(files, folders, log);
  for (const entries of found.ready) addWaiting(entries);
  for (const entry of found.quarantined.flat()) quarantined.put(entry);
  for (const { size } of [...waiting.all(), ...quarantined.all()]) space.countExisting(size);
  const unfinished = await openUnfinished({
    files,
    folders,
    space,
    syncReady,
    maxUploads: maxUnfinished,
    log,
  });
  const ended = await openEnded(files, folders.ended);

  /** @param together the number of files in the folder or pack, of all its requests */
  function addWaiting(entries: SpoolEntry[], together: number = entries.length): SpoolEntry[] {
    for (const entry of entries) {
      waiting.put(entry);
      remaining.set(entry.folder, remaining.get(entry.folder) ?? together);
    }
    return entries;
  }

  /** Forgets a waiting file whose bytes have moved. */
  async function forget({ upload, folder }: SpoolEntry): Promise<void> {
    if (!waiting.remove(upload)) return;
    generations.forget(upload);
    await leave(folder);
  }

  /** Deletes a folder or pack after its last file. */
  async function leave(folder: string): Promise<void> {
    const rest = (remaining.get(folder) ?? 1) - 1;
    remaining.set(folder, rest);
    if (rest > 0) return;
    remaining.delete(folder);
    await files.remove(folder);
  }

  const unpacking = new Map<string, Promise<void>>();

  /** Gives a waiting file of a pack a folder of its own. Concurrent calls share one copy. */
  async function unpack(entry: SpoolEntry): Promise<void> {
    const { upload } = entry;
    const copying = unpacking.get(upload) ?? copyFromPack(entry);
    unpacking.set(upload, copying);
    try {
      await copying;
    } finally {
      unpacking.delete(upload);
    }
  }

  async function copyFromPack(entry: SpoolEntry): Promise<void> {
    if (entry.offset === undefined || !waiting.has(entry.upload)) return;
    const pack = entry.folder;
    Object.assign(entry, await unpackEntry({ files, folders, syncReady }, entry));
    delete entry.offset;
    remaining.set(entry.folder, 1);
    await leave(pack);
  }

  return {
    /**
     * Checks that a request of this size fits.
     *
     * @throws UploaderError `spool-full`, `spool-unwritable`
     */
    checkRoom: (bytes: number): Promise<void> =>
      space.checkRoom(bytes).catch((cause) => {
        throw space.toClientError(cause);
      }),
    toClientError: space.toClientError,
    /**
     * Begins a request. One that is expected to be too large for a pack gets its folder at once.
     *
     * @throws UploaderError `spool-full`, `spool-unwritable`, `too-many-open-files`
     */
    stage: async (expectedBytes: number = 0): Promise<StagedRequest> => {
      const options = { files, folders, space, syncReady, packs, memory, packBytes };
      const staged = stageRequest(options);
      try {
        if (expectedBytes > packBytes) await staged.useFolder();
      } catch (cause) {
        throw space.toClientError(cause);
      }
      receiving += 1;
      return staged;
    },
    /** Makes a staged request durable; its files then wait to be shipped. */
    commit: async (
      staged: StagedRequest,
      spooled: readonly SpooledFile[],
    ): Promise<SpoolEntry[]> => {
      const { entries, together } = await staged.commit(spooled);
      receiving -= 1;
      return addWaiting(entries, together);
    },
    /** The resumable uploads that are not complete. */
    unfinished,
    /** The resumable uploads that have ended. */
    ended,
    /** Makes a whole resumable upload wait to be shipped. */
    commitUnfinished: async (upload: UnfinishedUpload, file: SpooledFile): Promise<SpoolEntry[]> =>
      addWaiting(toEntries(await unfinished.commit(upload, file), [file])),
    /** Deletes a staged request; retries in the background where the medium fails. */
    discard: (staged: StagedRequest): Promise<void> => {
      receiving -= 1;
      return discarder.discard(staged);
    },
    /** Whether many requests are being received, and no file has waited long because of that. */
    isBusy: (now: number = Date.now()): boolean => {
      const oldest = waiting.oldest();
      const waited = oldest ? now - Date.parse(oldest.receivedAt) : 0;
      return receiving >= BUSY.requests && waited < BUSY.longestMs;
    },
    waiting: waiting.all,
    /** The uploads of an item in the spool, oldest first. */
    find: (id: MediaId): { waiting: SpoolEntry[]; quarantined: SpoolEntry[] } => ({
      waiting: waiting.ofItem(id),
      quarantined: quarantined.ofItem(id),
    }),
    /**
     * Assigns a generation to a waiting file that has none, and makes it durable. The first
     * assignment is final.
     *
     * @throws UploaderError `spool-full`
     */
    assignGeneration: async (entry: SpoolEntry, generation: number): Promise<void> => {
      if (!waiting.has(entry.upload)) return;
      await generations.assign(entry, generation).catch((cause) => {
        throw space.toClientError(cause);
      });
    },
    /** Deletes a file that was shipped. A crash may bring it back; it is then shipped again. */
    release: async (entry: SpoolEntry): Promise<void> => {
      // If the copy fails, the file is still in its pack.
      await unpacking.get(entry.upload)?.catch(() => undefined);
      if (entry.offset === undefined) await files.remove(entry.path);
      if (waiting.has(entry.upload)) space.free(entry.size, 1);
      await forget(entry);
    },
    /** Saves the retry state of a waiting file for the next process. */
    saveRetryState: async (entry: SpoolEntry, state: RetryState): Promise<void> => {
      if (!waiting.has(entry.upload)) return;
      await unpack(entry);
      await writeRetryState(files, retryStateFile(entry.folder, entry.upload), state);
    },
    /** Quarantines a file that S3 permanently rejected. */
    quarantine: async (
      entry: SpoolEntry,
      reason: { readonly code: string; readonly message: string },
    ): Promise<void> => {
      // The path of a file that has left the spool may be its pack, which other files are in.
      if (!waiting.has(entry.upload)) return;
      await unpack(entry);
      quarantined.put(await quarantineEntry(files, folders, entry, reason));
      await forget(entry);
    },
    /** Deletes a quarantined file, after its item was deleted. */
    deleteQuarantined: async (entry: SpoolEntry): Promise<void> => {
      await files.remove(entry.folder);
      if (quarantined.remove(entry.upload)) space.free(entry.size, 1);
    },
    backlog: (now: number = Date.now()): Backlog => {
      const oldest = waiting.oldest();
      const since = oldest ? Math.min(now, Date.parse(oldest.receivedAt)) : now;
      return {
        files: waiting.size(),
        bytes: waiting.bytes(),
        oldestSeconds: Math.round((now - since) / 1000),
        held: quarantined.size(),
        unreadable: found.unreadable,
        unfinished: unfinished.count(),
        unfinishedBytes: unfinished.bytes(),
      };
    },
    /** @throws if the spool is full or cannot be written; `toClientError` maps the error */
    probe: async (): Promise<void> => {
      await writeDurably(files, folders.probe, '');
      await space.checkRoom(1);
    },
    /** Gives each file of a pack a folder, which earlier releases can read. */
    unpackAll: async (): Promise<void> => {
      const packed = waiting.all().filter(({ offset }) => offset !== undefined);
      await pMap(packed, unpack, { concurrency: PACKS.unpackedInParallel });
    },
    close: () => {
      discarder.stop();
      unlock();
    },
  };
}
