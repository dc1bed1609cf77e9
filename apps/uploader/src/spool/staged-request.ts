import { PACKS } from '../limits.ts';
import { freeChunks, totalBytes } from './chunks.ts';
import { type SpoolEntry, toEntries } from './entry.ts';
import type { OpenFile } from './files.ts';
import type { SpoolFolders } from './folders.ts';
import { compact, type HeldMemory } from './held-memory.ts';
import type { Pack, PackWriter } from './pack-writer.ts';
import type { SpooledFile } from './request.ts';
import type { Space } from './space.ts';
import { type StagedFolder, stageFolder } from './staged-folder.ts';

/** The files of one request: committed together, or discarded. */
export type StagedRequest = ReturnType<typeof stageRequest>;

export interface StageOptions extends SpoolFolders {
  readonly space: Space;
  readonly packs: PackWriter;
  /** The memory of all requests that are held for packs. */
  readonly memory: HeldMemory;
  /** The largest request that a pack takes, in bytes. */
  readonly packBytes: number;
}

/** A file of a request: in memory at first, then in the request's folder. */
interface Held {
  readonly upload: string;
  readonly chunks: Buffer[];
  open?: OpenFile;
  ended: boolean;
}

/**
 * A request is held in memory while it is small, and goes into a pack. Once it is too large, or the
 * memory of all such requests is used, it gets a folder in `incoming`.
 */
export function stageRequest(options: StageOptions) {
  const { space, packs, memory, packBytes } = options;
  const reserved = { bytes: 0, files: 0 };
  const all: Held[] = [];
  let heldBytes = 0;
  let folder: Promise<StagedFolder> | undefined;
  /** Set before the files are moved into the folder, so that `discard` deletes it if the move fails. */
  let staged: StagedFolder | undefined;
  let pack: Pack | undefined;

  function release(): void {
    for (const { chunks } of all) chunks.length = 0;
    memory.giveBack(heldBytes);
    heldBytes = 0;
  }

  /** Releases chunks that are in a file. */
  function free(): void {
    for (const { chunks } of all) freeChunks(chunks);
    release();
  }

  /** Moves the request into a folder, if it has none. */
  function useFolder(): Promise<StagedFolder> {
    folder ??= moveToFolder();
    return folder;
  }

  async function moveToFolder(): Promise<StagedFolder> {
    const to = await stageFolder(options);
    staged = to;
    for (const held of all) {
      held.open = await to.create(held.upload);
      try {
        if (held.chunks.length > 0) await held.open.write(held.chunks);
      } catch (error) {
        if (held.ended) await held.open.close();
        throw error;
      }
      // `commit` awaits the sync and throws its error.
      if (held.ended) to.end(held.open).catch(() => undefined);
    }
    free();
    return to;
  }

  function hold(held: Held, chunks: Buffer[], bytes: number): boolean {
    if (folder || reserved.bytes > packBytes || !memory.take(bytes)) return false;
    heldBytes += bytes;
    held.chunks.push(...compact(chunks));
    return true;
  }

  async function openFile(held: Held): Promise<OpenFile> {
    const { create } = await useFolder();
    held.open ??= await create(held.upload);
    return held.open;
  }

  return {
    useFolder,
    /** Begins the file of one upload. The caller calls `end`, or `close` to abandon the file. */
    create: async (upload: string) => {
      space.reserveFile();
      reserved.files += 1;
      const held: Held = { upload, chunks: [], ended: false };
      all.push(held);
      return {
        /** Takes the chunks over: they are empty once they are in the file. */
        write: async (chunks: Buffer[]): Promise<void> => {
          const bytes = totalBytes(chunks);
          await space.reserve(bytes);
          reserved.bytes += bytes;
          if (hold(held, chunks, bytes)) return;
          await (await openFile(held)).write(chunks);
          freeChunks(chunks);
        },
        close: async (): Promise<void> => {
          await folder?.catch(() => undefined);
          await held.open?.close();
        },
        /** Starts to sync and close the file; `commit` awaits the result. */
        end: async (): Promise<void> => {
          if (folder) {
            const { end } = await folder;
            await end(await openFile(held));
          } else held.ended = true;
        },
      };
    },
    /** Makes the request durable: see docs/reliability.md. */
    commit: async (spooled: readonly SpooledFile[]): Promise<Committed> => {
      if (folder || !canBePacked(spooled)) {
        const entries = toEntries(await (await useFolder()).commit(spooled), spooled);
        return { entries, together: entries.length };
      }
      const bytes = new Map(all.map(({ upload, chunks }) => [upload, chunks]));
      pack = packs.add(spooled.map((file) => ({ file, chunks: bytes.get(file.upload) ?? [] })));
      const packed = await pack.written;
      free();
      const entries = packed.filter(({ upload }) => bytes.has(upload));
      return { entries, together: packed.length };
    },
    /** Deletes everything received so far. May be repeated after a failure. */
    discard: async (): Promise<void> => {
      release();
      await pack?.remove();
      await folder?.catch(() => undefined);
      await staged?.discard();
      space.free(reserved.bytes, reserved.files);
    },
  };
}

export interface Committed {
  readonly entries: SpoolEntry[];
  /** The number of files in the folder or pack, of all its requests. */
  readonly together: number;
}

/** Files without a generation get state of their own in their folder. */
const canBePacked = (spooled: readonly SpooledFile[]): boolean =>
  spooled.length <= PACKS.requestFiles &&
  spooled.every(({ generation, parts }) => generation !== null && !parts);
