import { join } from 'node:path';
import type { MediaId } from '@galeria/media';
import type { FastifyBaseLogger } from 'fastify';
import { SpoolError } from '../errors.ts';
import { diskFiles, type SpoolFiles, writeDurably } from './files.ts';
import { bytesFile, heldFile, layout, requestFile } from './layout.ts';
import { lockFolder } from './lock.ts';
import { openReception, type Reception } from './reception.ts';
import { type Found, recover } from './recover.ts';
import { type SpooledFile, writeRequest } from './request.ts';
import { createSpace, type SpaceLimits } from './space.ts';

/** A file that waits in the spool, and the folder of the request that brought it. */
export interface SpoolEntry extends SpooledFile {
  readonly folder: string;
  readonly path: string;
}

/** How far shipping is behind what was accepted. */
export interface Backlog {
  readonly files: number;
  readonly bytes: number;
  /** Age of the oldest waiting file, in seconds. */
  readonly oldestSeconds: number;
  /** Files that S3 refused for good. */
  readonly held: number;
}

export type Spool = Awaited<ReturnType<typeof openSpool>>;

export interface SpoolOptions extends SpaceLimits {
  readonly dataDir: string;
  readonly log: FastifyBaseLogger;
  readonly files?: SpoolFiles;
}

/**
 * Opens the spool of a data folder: takes its lock, drops what was never acknowledged, finds what
 * was.
 *
 * @throws SpoolError `locked`, `unwritable`
 */
export async function openSpool({ dataDir, log, files = diskFiles, ...limits }: SpoolOptions) {
  const places = layout(dataDir);
  try {
    for (const folder of [places.incoming, places.ready, places.held]) {
      await files.makeFolder(folder);
    }
    await files.syncFolder(places.spool);
    await files.syncFolder(dataDir);
  } catch (cause) {
    throw new SpoolError('unwritable', { detail: dataDir, cause });
  }
  const unlock = lockFolder(places.spool);
  const space = createSpace(files, places.spool, limits);
  const waiting = new Map<string, SpoolEntry>();
  const held = new Map<string, SpoolEntry>();
  /** How many files of a request's folder still wait. */
  const left = new Map<string, number>();
  const found = await recover(files, places, log);
  for (const request of found.ready) wait(request);
  for (const entry of found.held.flatMap(toEntries)) held.set(entry.upload, entry);
  for (const { size } of [...waiting.values(), ...held.values()]) space.found(size);

  function wait(request: Found): SpoolEntry[] {
    const entries = toEntries(request);
    for (const entry of entries) waiting.set(entry.upload, entry);
    left.set(request.folder, entries.length);
    return entries;
  }

  /** Forgets a waiting file whose bytes have left, and its folder once the last one has. */
  async function forget({ upload, folder }: SpoolEntry): Promise<void> {
    if (!waiting.delete(upload)) return;
    const rest = (left.get(folder) ?? 1) - 1;
    left.set(folder, rest);
    if (rest > 0) return;
    left.delete(folder);
    await files.remove(folder);
  }

  return {
    admit: space.admit,
    explain: space.explain,
    begin: (): Promise<Reception> =>
      openReception(files, places, space).catch((cause) => {
        throw space.explain(cause);
      }),
    /** Makes a reception durable and lets it be shipped. */
    keep: async (reception: Reception, spooled: readonly SpooledFile[]): Promise<SpoolEntry[]> =>
      wait({ folder: await reception.keep(spooled), files: spooled }),
    waiting: (): SpoolEntry[] => [...waiting.values()],
    /** What the spool has of an item, the oldest upload first. */
    find: (id: MediaId): { waiting: SpoolEntry[]; held: SpoolEntry[] } => ({
      waiting: [...waiting.values()].filter((entry) => entry.id === id),
      held: [...held.values()].filter((entry) => entry.id === id),
    }),
    /** Lets a file go whose bytes and record are safe elsewhere. Coming back after a crash is fine. */
    release: async (entry: SpoolEntry): Promise<void> => {
      await files.remove(entry.path);
      if (waiting.has(entry.upload)) space.give(entry.size);
      await forget(entry);
    },
    /**
     * Puts a file aside that S3 refuses for good. Its folder has the shape of a request's, so that
     * moving it into `ready` and starting again ships it once more.
     */
    hold: async (entry: SpoolEntry, reason: { code: string; message: string }): Promise<void> => {
      const { folder: _folder, path: _path, ...file } = entry;
      const folder = join(places.held, entry.upload);
      const path = bytesFile(folder, entry.upload);
      await files.makeFolder(folder);
      await writeDurably(files, requestFile(folder), writeRequest([file]));
      await writeDurably(files, heldFile(folder), `${JSON.stringify(reason)}\n`);
      await files.rename(entry.path, path);
      await files.syncFolder(folder);
      await files.syncFolder(places.held);
      held.set(entry.upload, { ...entry, folder, path });
      await forget(entry);
    },
    /** Takes a held file away for good, once its item is deleted. */
    dropHeld: async (entry: SpoolEntry): Promise<void> => {
      await files.remove(entry.folder);
      if (held.delete(entry.upload)) space.give(entry.size);
    },
    backlog: (now: number = Date.now()): Backlog => {
      const entries = [...waiting.values()];
      const oldest = Math.min(now, ...entries.slice(0, 1).map((e) => Date.parse(e.receivedAt)));
      return {
        files: entries.length,
        bytes: entries.reduce((sum, { size }) => sum + size, 0),
        oldestSeconds: Math.round((now - oldest) / 1000),
        held: held.size,
      };
    },
    /** @throws where the spool cannot be written, or is full. */
    probe: async (): Promise<void> => {
      await writeDurably(files, places.probe, '');
      await space.admit(1);
    },
    close: unlock,
  };
}

const toEntries = ({ folder, files }: Found): SpoolEntry[] =>
  files.map((file) => ({ ...file, folder, path: bytesFile(folder, file.upload) }));
