import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { RECOVER_PARALLEL } from '../limits.ts';
import type { SpoolFiles } from './files.ts';
import { readGeneration } from './generations.ts';
import { bytesFile, generationFile, type Layout, requestFile, triesFile } from './layout.ts';
import { readRequest, type SpooledFile } from './request.ts';
import { readTries, type Tries } from './tries.ts';

/** A file that waits in the spool, and the folder of the request that brought it. */
export interface SpoolEntry extends SpooledFile {
  readonly folder: string;
  readonly path: string;
  /** What an earlier process noted of it. */
  readonly tries?: Tries;
}

export const toEntries = (folder: string, files: readonly SpooledFile[]): SpoolEntry[] =>
  files.map((file) => ({ ...file, folder, path: bytesFile(folder, file.upload) }));

/**
 * Reads what the last process left. What never reached `ready` was never acknowledged and goes;
 * what cannot be read stays where it is, for a person to look at.
 *
 * @returns the files of each folder of `ready` and of `held`, oldest first, and how many
 *   folders cannot be read
 */
export async function recover(files: SpoolFiles, places: Layout, log: FastifyBaseLogger) {
  let unreadable = 0;
  const ready = await readAll(places.ready);
  const held = await readAll(places.held);
  // A power cut may leave both names of a rename, of one folder: `ready` is the later one.
  const kept = new Set(await files.list(places.ready));
  for (const name of await files.list(places.incoming)) {
    if (!kept.has(name)) await files.remove(join(places.incoming, name));
  }
  return { ready, held, unreadable };

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
      log.error({ err, folder }, 'spool entry unreadable, left where it is');
      return [];
    }
  }

  async function readFolder(folder: string): Promise<SpoolEntry[]> {
    const names = new Set(await files.list(folder));
    if (![...names].some((name) => name.endsWith('.bin'))) return [];
    const request = readRequest((await files.read(requestFile(folder))).toString());
    const left = request.filter(({ upload }) => names.has(`${upload}.bin`));
    return Promise.all(
      toEntries(folder, left).map(async (entry) => {
        const { upload } = entry;
        const tries = names.has(`${upload}.tries`)
          ? await readTries(files, triesFile(folder, upload))
          : undefined;
        const generation = names.has(`${upload}.generation`)
          ? await readGeneration(files, generationFile(folder, upload))
          : undefined;
        return {
          ...entry,
          generation: entry.generation ?? generation ?? null,
          ...(tries ? { tries } : {}),
        };
      }),
    );
  }
}
