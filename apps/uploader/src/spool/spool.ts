import type { MediaId } from '@galeria/media';
import type { FastifyBaseLogger } from 'fastify';
import { SpoolError } from '../errors.ts';
import { diskFiles, type SpoolFiles, writeDurably } from './files.ts';
import { createGenerations } from './generations.ts';
import { createGroupSync } from './group-sync.ts';
import { holdEntry } from './hold.ts';
import { triesFile } from './layout.ts';
import { createLeftovers } from './leftovers.ts';
import { lockFolder } from './lock.ts';
import { makePlaces } from './places.ts';
import { openReception, type Reception } from './reception.ts';
import { recover, type SpoolEntry, toEntries } from './recover.ts';
import type { SpooledFile } from './request.ts';
import { createShelf } from './shelf.ts';
import { createSpace, type SpaceLimits } from './space.ts';
import { type Tries, writeTries } from './tries.ts';

export type { SpoolEntry } from './recover.ts';

/** How far shipping is behind what was accepted. */
export interface Backlog {
  readonly files: number;
  readonly bytes: number;
  /** Age of the oldest waiting file, in seconds. */
  readonly oldestSeconds: number;
  /** Files that S3 refused for good. */
  readonly held: number;
  /** Folders whose description was damaged when the spool was opened. */
  readonly unreadable: number;
}

export type Spool = Awaited<ReturnType<typeof openSpool>>;

export interface SpoolOptions extends SpaceLimits {
  readonly dataDir: string;
  readonly log: FastifyBaseLogger;
  readonly files?: SpoolFiles;
}

/**
 * Opens the spool of a data folder: takes its lock, drops what was never acknowledged, finds what
 * was. The protocol is written down in docs/reliability.md, which has to stay true.
 *
 * @throws SpoolError `locked`, `unwritable`
 */
export async function openSpool({ dataDir, log, files = diskFiles, ...limits }: SpoolOptions) {
  const places = await makePlaces(files, dataDir).catch((cause) => {
    throw new SpoolError('unwritable', { detail: dataDir, cause });
  });
  const unlock = lockFolder(places.spool);
  const space = createSpace(files, places.spool, limits);
  const syncReady = createGroupSync(files, places.ready);
  const leftovers = createLeftovers(log);
  const generations = createGenerations(files);
  const waiting = createShelf();
  const held = createShelf();
  /** How many files of a request's folder still wait. */
  const left = new Map<string, number>();
  const found = await recover(files, places, log);
  for (const entries of found.ready) wait(entries);
  for (const entry of found.held.flat()) held.put(entry);
  for (const { size } of [...waiting.all(), ...held.all()]) space.found(size);

  function wait(entries: SpoolEntry[]): SpoolEntry[] {
    for (const entry of entries) {
      waiting.put(entry);
      left.set(entry.folder, entries.length);
    }
    return entries;
  }

  /** Forgets a waiting file whose bytes have left, and its folder once the last one has. */
  async function forget({ upload, folder }: SpoolEntry): Promise<void> {
    if (!waiting.take(upload)) return;
    generations.forget(upload);
    const rest = (left.get(folder) ?? 1) - 1;
    left.set(folder, rest);
    if (rest > 0) return;
    left.delete(folder);
    await files.remove(folder);
  }

  return {
    admit: (bytes: number): Promise<void> =>
      space.admit(bytes).catch((cause) => {
        throw space.explain(cause);
      }),
    explain: space.explain,
    begin: (): Promise<Reception> =>
      openReception({ files, places, space, syncReady }).catch((cause) => {
        throw space.explain(cause);
      }),
    /** Makes a reception durable and lets it be shipped. */
    keep: async (reception: Reception, spooled: readonly SpooledFile[]): Promise<SpoolEntry[]> =>
      wait(toEntries(await reception.keep(spooled), spooled)),
    /** Takes a reception away; where the medium fails, again and again, until it can be done. */
    discard: leftovers.discard,
    waiting: waiting.all,
    /** What the spool has of an item, the oldest upload first. */
    find: (id: MediaId): { waiting: SpoolEntry[]; held: SpoolEntry[] } => ({
      waiting: waiting.of(id),
      held: held.of(id),
    }),
    /**
     * Assigns a generation to a waiting file that has none, and makes it durable. The first one counts.
     *
     * @throws UploaderError `spool-full`
     */
    assignGeneration: async (entry: SpoolEntry, generation: number): Promise<void> => {
      if (!waiting.has(entry.upload)) return;
      await generations.assign(entry, generation).catch((cause) => {
        throw space.explain(cause);
      });
    },
    /** Lets a file go whose bytes and record are safe elsewhere. Coming back after a crash is fine. */
    release: async (entry: SpoolEntry): Promise<void> => {
      await files.remove(entry.path);
      if (waiting.has(entry.upload)) space.give(entry.size, 1);
      await forget(entry);
    },
    /** Notes that a waiting file could not be shipped, for a process after this one. */
    noteTries: async (entry: SpoolEntry, tries: Tries): Promise<void> => {
      if (!waiting.has(entry.upload)) return;
      await writeTries(files, triesFile(entry.folder, entry.upload), tries);
    },
    /** Puts a file aside that S3 refuses for good. */
    hold: async (
      entry: SpoolEntry,
      reason: { readonly code: string; readonly message: string },
    ): Promise<void> => {
      held.put(await holdEntry(files, places, entry, reason));
      await forget(entry);
    },
    /** Takes a held file away for good, once its item is deleted. */
    dropHeld: async (entry: SpoolEntry): Promise<void> => {
      await files.remove(entry.folder);
      if (held.take(entry.upload)) space.give(entry.size, 1);
    },
    backlog: (now: number = Date.now()): Backlog => {
      const oldest = waiting.oldest();
      const since = oldest ? Math.min(now, Date.parse(oldest.receivedAt)) : now;
      return {
        files: waiting.size(),
        bytes: waiting.bytes(),
        oldestSeconds: Math.round((now - since) / 1000),
        held: held.size(),
        unreadable: found.unreadable,
      };
    },
    /** @throws where the spool cannot be written, or is full: `explain` says what it means. */
    probe: async (): Promise<void> => {
      await writeDurably(files, places.probe, '');
      await space.admit(1);
    },
    close: () => {
      leftovers.stop();
      unlock();
    },
  };
}
