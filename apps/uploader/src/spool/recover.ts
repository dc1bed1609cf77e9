import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import pMap from 'p-map';
import { RECOVER_PARALLEL } from '../limits.ts';
import { readRetryState, type SpoolEntry, toEntries } from './entry.ts';
import type { SpoolFiles } from './files.ts';
import { readGeneration } from './generations.ts';
import { generationFile, isPack, type Layout, requestFile, retryStateFile } from './layout.ts';
import { readPack } from './pack.ts';
import { readRequest } from './request.ts';

/** Reads the waiting files of a folder or a pack. */
type Read = (path: string) => Promise<SpoolEntry[]>;

const isFolder = (name: string): boolean => !isPack(name);

/**
 * Reads the spool that the last process left. Deletes requests that never reached `ready`, as they
 * were not acknowledged. Leaves unreadable folders in place for an operator.
 *
 * @returns the files of each folder and pack in `ready` and of each folder in quarantine, oldest first,
 *   and the number of unreadable ones
 */
export async function recover(files: SpoolFiles, folders: Layout, log: FastifyBaseLogger) {
  let unreadable = 0;
  const quarantined = await readAll(folders.quarantined, isFolder, readFolder);
  const inFolders = await readAll(folders.ready, isFolder, readFolder);
  const inPacks = await readPacks([...inFolders, ...quarantined].flat());
  const ready = [...inFolders, ...inPacks].sort(byName);
  // A power cut may leave one folder under both names of a rename: `ready` is the later one.
  const committed = new Set(await files.list(folders.ready));
  for (const name of await files.list(folders.incoming)) {
    if (!committed.has(name)) await files.remove(join(folders.incoming, name));
  }
  return { ready, quarantined, unreadable };

  async function readAll(
    parent: string,
    isWanted: (name: string) => boolean,
    read: Read,
  ): Promise<SpoolEntry[][]> {
    const names = (await files.list(parent)).filter(isWanted).sort();
    const found = await pMap(names, (name) => readOrLeave(join(parent, name), read), {
      concurrency: RECOVER_PARALLEL,
    });
    return found.filter((entries) => entries.length > 0);
  }

  function readPacks(unpacked: readonly SpoolEntry[]): Promise<SpoolEntry[][]> {
    const elsewhere = new Set(unpacked.map(({ upload }) => upload));
    return readAll(folders.ready, isPack, async (path) =>
      (await readPack(files, path)).filter(({ upload }) => !elsewhere.has(upload)),
    );
  }

  async function readOrLeave(path: string, read: Read): Promise<SpoolEntry[]> {
    try {
      const entries = await read(path);
      if (entries.length === 0) await files.remove(path);
      return entries;
    } catch (err) {
      unreadable += 1;
      log.error({ err, folder: path }, 'spool entry unreadable, left in place');
      return [];
    }
  }

  async function readFolder(folder: string): Promise<SpoolEntry[]> {
    const names = new Set(await files.list(folder));
    if (![...names].some((name) => name.endsWith('.bin'))) return [];
    const request = readRequest((await files.read(requestFile(folder))).toString());
    const unshipped = request.filter(({ upload }) => names.has(`${upload}.bin`));
    return Promise.all(
      toEntries(folder, unshipped).map(async (entry) => {
        const { upload } = entry;
        const retryState = names.has(`${upload}.tries`)
          ? await readRetryState(files, retryStateFile(folder, upload))
          : undefined;
        const generation = names.has(`${upload}.generation`)
          ? await readGeneration(files, generationFile(folder, upload))
          : undefined;
        return {
          ...entry,
          generation: entry.generation ?? generation ?? null,
          ...(retryState ? { retryState } : {}),
        };
      }),
    );
  }
}

/** Folders and packs are named by ULIDs, which sort by time. */
function byName([one]: SpoolEntry[], [other]: SpoolEntry[]): number {
  const [a = '', b = ''] = [one?.folder, other?.folder];
  return a < b ? -1 : 1;
}
