import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { RECOVER_PARALLEL } from '../limits.ts';
import { readRetryState, type SpoolEntry, toEntries } from './entry.ts';
import type { SpoolFiles } from './files.ts';
import { readGeneration } from './generations.ts';
import { generationFile, type Layout, requestFile, retryStateFile } from './layout.ts';
import { readRequest } from './request.ts';

/**
 * Reads the spool that the last process left. Deletes requests that never reached `ready`, as they
 * were not acknowledged. Leaves unreadable folders in place for an operator.
 *
 * @returns the files of each folder in `ready` and in quarantine, oldest first, and the number of
 *   unreadable folders
 */
export async function recover(files: SpoolFiles, folders: Layout, log: FastifyBaseLogger) {
  let unreadable = 0;
  const ready = await readAll(folders.ready);
  const quarantined = await readAll(folders.quarantined);
  // A power cut may leave one folder under both names of a rename: `ready` is the later one.
  const committed = new Set(await files.list(folders.ready));
  for (const name of await files.list(folders.incoming)) {
    if (!committed.has(name)) await files.remove(join(folders.incoming, name));
  }
  return { ready, quarantined, unreadable };

  async function readAll(parent: string): Promise<SpoolEntry[][]> {
    const names = (await files.list(parent)).sort();
    const found: SpoolEntry[][] = [];
    for (let at = 0; at < names.length; at += RECOVER_PARALLEL) {
      const some = names.slice(at, at + RECOVER_PARALLEL);
      found.push(...(await Promise.all(some.map((name) => readOrLeave(join(parent, name))))));
    }
    return found.filter((entries) => entries.length > 0);
  }

  async function readOrLeave(folder: string): Promise<SpoolEntry[]> {
    try {
      const entries = await readFolder(folder);
      if (entries.length === 0) await files.remove(folder);
      return entries;
    } catch (err) {
      unreadable += 1;
      log.error({ err, folder }, 'spool entry unreadable, left in place');
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
