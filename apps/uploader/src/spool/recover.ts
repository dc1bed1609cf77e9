import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { SpoolFiles } from './files.ts';
import { type Layout, requestFile } from './layout.ts';
import { readRequest, type SpooledFile } from './request.ts';

/** A request's folder with those of its files that are still in it. */
export interface Found {
  readonly folder: string;
  readonly files: readonly SpooledFile[];
}

/**
 * Reads what the last process left. What never reached `ready` was never acknowledged and goes;
 * what cannot be read stays where it is, for a person to look at.
 */
export async function recover(files: SpoolFiles, places: Layout, log: FastifyBaseLogger) {
  for (const name of await files.list(places.incoming)) {
    await files.remove(join(places.incoming, name));
  }
  return { ready: await readAll(places.ready), held: await readAll(places.held) };

  async function readAll(parent: string): Promise<Found[]> {
    const found: Found[] = [];
    for (const name of (await files.list(parent)).sort()) {
      const folder = join(parent, name);
      try {
        const entry = await readFolder(folder);
        if (entry.files.length > 0) found.push(entry);
        else await files.remove(folder);
      } catch (err) {
        log.error({ err, folder }, 'spool entry unreadable, left where it is');
      }
    }
    return found;
  }

  async function readFolder(folder: string): Promise<Found> {
    const names = new Set(await files.list(folder));
    if (![...names].some((name) => name.endsWith('.bin'))) return { folder, files: [] };
    const request = readRequest((await files.read(requestFile(folder))).toString());
    return { folder, files: request.filter(({ upload }) => names.has(`${upload}.bin`)) };
  }
}
